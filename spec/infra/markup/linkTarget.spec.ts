import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkTarget } from "../../../src/infra/markup/linkTarget.ts";

const dangerous = fc.constantFrom("javascript", "vbscript", "data", "file", "blob", "about");

/** The ways to write one character that some reader of addresses decodes or skips. */
function disguise(character: string): fc.Arbitrary<string> {
  const code = character.charCodeAt(0);
  return fc.constantFrom(
    character,
    character.toUpperCase(),
    `%${code.toString(16)}`,
    `&#${code};`,
    `&#${code}`,
    `&#x${code.toString(16)};`,
    `\t${character}`,
    `${character}\n`,
    `\u0001${character}`,
  );
}

const disguised = dangerous.chain((scheme) =>
  fc.tuple(...[...`${scheme}:`].map(disguise)).map((parts) => `${parts.join("")}alert(1)`),
);

describe("linkTarget", () => {
  it("finds a dangerous scheme however it is written", () => {
    fc.assert(fc.property(disguised, (target) => linkTarget(target) === undefined));
  });

  it("never makes a target up: it is kept or removed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (target) =>
        [target, undefined].includes(linkTarget(target)),
      ),
    );
  });

  it("keeps web and mail addresses in any case and everything without a scheme", () => {
    const kept = [
      ...["http://a", "HTTPS://a", "Http://a", "mailto:a@b.c", "MAILTO:a@b.c"],
      ...["", "/a:b", "//a/b", "#a:b", "?a=b:c", "./a", "a.b"],
    ];
    for (const target of kept) expect(linkTarget(target)).toBe(target);
  });

  it("removes every other scheme, harmless or not", () => {
    const removed = [
      ...["tel:+1", "ftp://a", "irc://a", "sms:123", "magnet:?xt=1", "foo:bar", "localhost:8080/x"],
      ...["data:image/png;base64,AA", "data:text/html,a", "data:image/svg+xml,<svg>"],
    ];
    for (const target of removed) expect(linkTarget(target)).toBeUndefined();
  });
});
