import type { PluralKey } from "./i18n/keys.ts";

/** A text of relative time, with its number; undefined: just now. */
export type Age = readonly [key: PluralKey, count: number] | undefined;

/** A unit: how many of it, and whether that is spoken of as one, or as several, at most. */
type Unit = readonly [key: PluralKey, count: number, one: boolean, several: boolean];

/** How long ago something was, in the original's steps (behaviour section 5.7). The future counts as now. */
export function ageOf(seconds: number): Age {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  const units: readonly Unit[] = [
    ["date-minute", minutes, seconds <= 90, minutes <= 45],
    ["date-hour", hours, minutes <= 90, hours <= 22],
    ["date-day", days, hours <= 36, days <= 5],
    ["date-week", days / 7, days <= 8, days <= 21],
    ["date-month", days / 30, days <= 45, days <= 345],
    ["date-year", days / 365.25, days <= 547, true],
  ];
  const unit = seconds > 45 && units.find(([, , one, several]) => one || several);
  return unit ? [unit[0], unit[2] ? 1 : Math.floor(unit[1])] : undefined;
}
