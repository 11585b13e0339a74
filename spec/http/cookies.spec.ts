import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clearCookie, readCookie, setCookie } from "../../src/http/cookies.ts";

const plain = { baseUrl: "http://example.com", samesite: "" } as const;
const cookie = { name: "1", value: "a.b.c", maxAge: 900, now: 1_795_305_861.6 };

describe("setCookie", () => {
  it("lists the attributes in the original's order, Max-Age seconds from now", () => {
    expect(setCookie(cookie, plain)).toBe(
      "1=a.b.c; Expires=Sun, 22 Nov 2026 00:19:21 GMT; Max-Age=900; Path=/; SameSite=Lax",
    );
  });

  it("is secure and for every site when the server is reached over https", () => {
    const value = setCookie(cookie, { ...plain, baseUrl: "https://example.com" });
    expect(value).toMatch(/; Max-Age=900; Secure; Path=\/; SameSite=None$/);
  });

  it("lets the setting change SameSite alone", () => {
    expect(setCookie(cookie, { ...plain, samesite: "Strict" })).toMatch(/; Path=\/; SameSite=Strict$/);
    expect(setCookie(cookie, { baseUrl: "https://x", samesite: "Lax" })).toMatch(/; Secure; .*SameSite=Lax$/);
  });
});

describe("clearCookie", () => {
  it("sets an empty value that has run out", () => {
    expect(clearCookie("isso-1", plain)).toBe(
      "isso-1=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; SameSite=Lax",
    );
  });
});

describe("readCookie", () => {
  it("reads back what was set, among any others", () => {
    const name = fc.stringMatching(/^[a-z0-9-]{1,8}$/);
    const value = fc.stringMatching(/^[\w.-]{1,40}$/);
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(name, value), { selector: ([key]) => key }), (pairs) => {
        const header = pairs.map(([key, text]) => `${key}=${text}`).join("; ");
        for (const [key, text] of pairs) expect(readCookie(header, key)).toBe(text);
      }),
    );
  });

  it.each([
    ["1=first; 1=second", "first"],
    ['1="quoted"', "quoted"],
    ["isso-1=x", undefined],
    ["11=x; 1=y", "y"],
    ["", undefined],
    [undefined, undefined],
  ])("takes the first of the name, without quotes: %s", (header, expected) => {
    expect(readCookie(header, "1")).toBe(expected);
  });

  it("ignores blanks around names and values, and names without a value", () => {
    expect(readCookie("a=b;  1 = x=y ; c", "1")).toBe("x=y");
    expect(readCookie("1; 1=x", "1")).toBe("x");
    expect(readCookie("1", "1")).toBeUndefined();
  });
});
