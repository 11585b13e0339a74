/** Numbers in [0, 1) that a seed decides, so that a failing run can be repeated (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How often the crash specs kill, and the seed of where: `CRASH_ROUNDS` (6) and `CRASH_SEED` (the clock). */
export const crash: { readonly rounds: number; readonly seed: number } = {
  rounds: Number(process.env["CRASH_ROUNDS"] ?? 6),
  seed: Number(process.env["CRASH_SEED"] ?? Date.now() % 2 ** 31),
};
