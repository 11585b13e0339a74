import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { failureKey, isForbidden } from "../../src/client/failures.ts";
import { en } from "../../src/client/i18n/en.ts";

const refused = (status: number, said: { readonly reason?: string; readonly message?: string } = {}) =>
  ({ kind: "refused", status, reason: "", message: "", ...said }) as const;

describe("the explanation of a failure", () => {
  it("exists for every failure", () => {
    const refusals = fc.record({
      kind: fc.constant("refused" as const),
      status: fc.integer({ min: 100, max: 599 }),
      reason: fc.oneof(fc.constantFrom("", "ratelimit", "direct-reply", "__proto__"), fc.string()),
      message: fc.string(),
    });
    fc.assert(fc.property(refusals, (failure) => failureKey(failure) in en));
  });

  it.each([
    ["no connection", { kind: "offline" }, "error-offline"],
    ["no answer", { kind: "network" }, "error-network"],
    ["a guard's reason", refused(403, { reason: "direct-reply" }), "guard-direct-reply"],
    ["a reason that is not known yet", refused(403, { reason: "captcha" }), "guard-error"],
    ["too many requests", refused(429), "guard-ratelimit"],
    ["a defect", refused(500), "error-server"],
    ["an overloaded server", refused(503), "error-server"],
    ["a comment that is gone", refused(404), "error-gone"],
    ["a body that is too large", refused(413), "error-too-long"],
    [
      "a website that the server refuses",
      refused(400, { message: "Website not Django-conform" }),
      "invalid-website",
    ],
    ["a website that is too long", refused(400, { message: "arbitrary length limit" }), "invalid-website"],
    [
      "a page without a title",
      refused(400, { message: "Cannot create new thread: URI /a/ is not accessible" }),
      "error-page-unknown",
    ],
    ["anything else", refused(400), "error-refused"],
  ] as const)("fits %s", (_what, failure, key) => {
    expect(failureKey(failure)).toBe(key);
  });
});

it("takes a refusal for a lack of authority unless a rule of the guard is the reason", () => {
  expect(isForbidden(refused(403))).toBe(true);
  expect(isForbidden(refused(403, { reason: "ratelimit" }))).toBe(false);
  expect(isForbidden(refused(404))).toBe(false);
  expect(isForbidden({ kind: "offline" })).toBe(false);
});
