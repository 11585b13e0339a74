import type { ErasedSlots, Slot } from "../event/events.ts";
import type { HeldSlot } from "./facts.ts";

/** Held values by the event that holds them, both in ascending order, as events record them. */
export function groupSlots(held: readonly HeldSlot[]): readonly ErasedSlots[] {
  const bySeq = new Map<number, Slot[]>();
  for (const { seq, slot } of held) {
    const slots = bySeq.get(seq);
    if (slots === undefined) bySeq.set(seq, [slot]);
    else slots.push(slot);
  }
  return [...bySeq].sort(([a], [b]) => a - b).map(([seq, slots]) => ({ seq, slots: slots.toSorted() }));
}
