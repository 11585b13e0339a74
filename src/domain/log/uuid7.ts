const RANDOM_BYTES = 10;
const LATEST_MS = 2 ** 48 - 1;

/**
 * A UUID of version 7 (RFC 9562 section 5.7) in its lower-case text form: ids made later sort later.
 * `unixMs` is milliseconds since 1970, 0 to 2^48 − 1, a fraction is dropped; `random` is ten random bytes, of
 * which six bits give way to version and variant. Anything else is a defect of the caller and throws.
 */
export function uuidV7(unixMs: number, random: Uint8Array): string {
  if (!(unixMs >= 0 && unixMs < LATEST_MS + 1)) throw new RangeError(`no UUID time: ${unixMs}`);
  if (random.length !== RANDOM_BYTES) throw new RangeError(`10 random bytes wanted, not ${random.length}`);
  const time = Math.floor(unixMs).toString(16).padStart(12, "0");
  const [a = 0, b = 0, c = 0, ...rest] = random;
  const randomA = `7${hex([a, b]).slice(1)}`;
  const randomB = hex([(c & 0x3f) | 0x80, ...rest]);
  return `${time.slice(0, 8)}-${time.slice(8)}-${randomA}-${randomB.slice(0, 4)}-${randomB.slice(4)}`;
}

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function hex(bytes: readonly number[]): string {
  let digits = "";
  for (const byte of bytes) digits += hexOfByte[byte];
  return digits;
}
