import { randomFillSync } from "node:crypto";

/** Drawn from the system at once: asking it costs more than the bytes. */
const block: Uint8Array = new Uint8Array(4096);
let used = block.length;

/** Fresh random bytes from the system's generator for secrets, at most 4,096; handed out once and not kept. */
export function freshBytes(count: number): Uint8Array {
  if (used + count > block.length) {
    randomFillSync(block);
    used = 0;
  }
  const bytes = block.slice(used, used + count);
  block.fill(0, used, used + count);
  used += count;
  return bytes;
}
