import fc from "fast-check";
import { expect, test } from "vitest";
import type { NormalAnswer } from "../../src/conformance/normalise.ts";
import { fromFile, toFile } from "../../src/conformance/recordingFile.ts";

const headers = fc.dictionary(fc.constantFrom("allow", "content-type", "etag"), fc.constantFrom("a", "b"));

const answers: fc.Arbitrary<readonly NormalAnswer[]> = fc.array(
  fc.record({
    status: fc.nat(),
    headers,
    cookies: fc.constantFrom({}, { 1: { value: "x" } }),
    body: fc.string(),
  }),
);

test("recorded answers come back from a file as they were, whatever headers they share", () => {
  fc.assert(
    fc.property(answers, (list) => {
      const recording = {
        version: "0.14.0",
        answers: new Map(list.map((answer, index) => [`a/s/${index}`, answer])),
      };
      expect(fromFile(JSON.parse(JSON.stringify(toFile(recording))))).toEqual(recording);
    }),
  );
});

test("what most answers share is stored once", () => {
  const answer: NormalAnswer = { status: 200, headers: { allow: "GET" }, cookies: {} };
  const { usualHeaders, answers: filed } = toFile({
    version: "0.14.0",
    answers: new Map([
      ["a/s/one", answer],
      ["a/s/two", answer],
      ["a/s/three", { ...answer, headers: {} }],
    ]),
  });
  expect(usualHeaders).toEqual({ allow: "GET" });
  expect(filed).toEqual({
    "a/s/one": { status: 200 },
    "a/s/two": { status: 200 },
    "a/s/three": { status: 200, headers: { allow: null } },
  });
});
