import { createHash } from "node:crypto";

const words =
  "thread comment server page answer build cache column index signal river garden window paper winter bread harbour lantern copper meadow".split(
    " ",
  );

/**
 * About 230 bytes of the Markdown that people write: emphasis, a link, code, a second paragraph. Another text
 * for every number, the same one for the same number.
 *
 * @param {number} n
 */
export function commentText(n) {
  const word = (/** @type {number} */ k) => words[(n * 7 + k * 13 + (n >> 5)) % words.length];
  return [
    `I tried **${word(0)} ${word(1)}** on my ${word(2)} and it works, but *${word(3)}* needs \`${word(4)} --${word(5)}\` first.`,
    "",
    `See [the ${word(6)}](https://example.org/${word(7)}/${n}) for a ${word(8)} with the ${word(9)}; the ${word(10)} came later & stayed.`,
    `No. ${n}, ${word(11)}.`,
  ].join("\n");
}

/**
 * One of 400 people with the network they write from and the filter that a comment of theirs starts with.
 *
 * @param {number} n
 */
export function authorOf(n) {
  const person = people[n % people.length];
  if (person === undefined) throw new Error(`no person number ${n}`);
  return person;
}

const people = Array.from({ length: 400 }, (_, n) => {
  const network = `10.${n >> 8}.${n & 255}.0`;
  return {
    name: `Person ${n}`,
    email: `person${n}@example.org`,
    website: n % 3 === 0 ? `https://person${n}.example.org/` : null,
    network,
    voters: voterFilter(network),
  };
});

/**
 * The original's 256-byte filter that holds one network (behaviour section 2.4), in hexadecimal.
 *
 * @param {string} network
 */
function voterFilter(network) {
  const bits = Buffer.alloc(256);
  let digest = BigInt(`0x${createHash("sha256").update(network).digest("hex")}`);
  for (let probe = 0; probe < 11; probe += 1) {
    const bit = Number(digest & 2047n);
    bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (1 << (bit & 7));
    digest >>= 11n;
  }
  return bits.toString("hex");
}
