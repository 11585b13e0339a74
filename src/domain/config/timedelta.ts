/** The units in the only order in which they may appear, with their seconds. */
const UNITS = [
  { letter: "w", seconds: 604_800 },
  { letter: "d", seconds: 86_400 },
  { letter: "h", seconds: 3_600 },
  { letter: "m", seconds: 60 },
  { letter: "s", seconds: 1 },
] as const;

const PREFIX: RegExp = new RegExp(`^${UNITS.map(({ letter }) => `(?:([0-9]+)${letter} ?)?`).join("")}`);

/**
 * Whole seconds of a duration such as `1h30m`, or undefined when the text is none.
 * Text after the longest duration at the start is ignored and a total of zero is no duration: behaviour section 2.1.
 * A total beyond the safe integers is no duration either.
 */
export function parseTimedelta(text: string): number | undefined {
  const amounts = PREFIX.exec(text) ?? [];
  const seconds = UNITS.reduce((sum, unit, index) => sum + Number(amounts[index + 1] ?? 0) * unit.seconds, 0);
  return seconds > 0 && Number.isSafeInteger(seconds) ? seconds : undefined;
}

/**
 * The shortest writing of whole seconds in the units of behaviour section 2.1: 5400 is `1h30m`.
 * Below one second there is no duration, so the number itself is written; `parseInteger` reads both.
 */
export function formatTimedelta(seconds: number): string {
  if (seconds < 1) {
    return String(seconds);
  }
  let rest = seconds;
  let text = "";
  for (const unit of UNITS) {
    const amount = Math.floor(rest / unit.seconds);
    rest -= amount * unit.seconds;
    text += amount > 0 ? `${amount}${unit.letter}` : "";
  }
  return text;
}
