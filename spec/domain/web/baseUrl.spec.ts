import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RequestFacts, requestBase } from "../../../src/domain/web/baseUrl.ts";

const plain: RequestFacts = {
  encrypted: false,
  trusted: true,
  host: "h",
  fallbackHost: "localhost:8080",
  forwardedProto: undefined,
  forwardedPrefix: undefined,
  scriptName: undefined,
  path: "/info",
};

function baseOf(facts: Partial<RequestFacts>): ReturnType<typeof requestBase> {
  return requestBase({ ...plain, ...facts });
}

const anyHeader = fc.option(
  fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string().map((text) => `/${text}`),
    fc.constantFrom("https", "/p", "//e.com"),
  ),
  { nil: undefined },
);

describe("requestBase", () => {
  it("builds a web address without blanks, quotes or control characters from any headers", () => {
    const facts = fc.record({
      host: anyHeader,
      forwardedProto: anyHeader,
      forwardedPrefix: anyHeader,
      scriptName: anyHeader,
      path: fc.webPath(),
      trusted: fc.boolean(),
    });
    fc.assert(
      fc.property(facts, (given) => {
        const { url, scriptName, scheme } = baseOf(given);
        expect(url).toMatch(/^https?:\/\/[\w.:[\]-]+(?:\/[\w.~!$&'()*+,/:;=@%-]*[^/])?$/);
        expect(url.endsWith(scriptName) && url.startsWith(`${scheme}://`)).toBe(true);
        expect(scriptName).not.toMatch(/^\/\//);
      }),
    );
  });

  it("does not depend on forwarded headers when the peer is not trusted", () => {
    fc.assert(
      fc.property(anyHeader, anyHeader, anyHeader, (forwardedProto, forwardedPrefix, scriptName) => {
        const spoofed = baseOf({ trusted: false, forwardedProto, forwardedPrefix, scriptName });
        expect(spoofed).toEqual(baseOf({}));
      }),
    );
  });

  it("cuts the script name off the path only as whole segments", () => {
    expect(baseOf({ scriptName: "/isso", path: "/isso/info" })).toEqual({
      scheme: "http",
      url: "http://h/isso",
      scriptName: "/isso",
      path: "/info",
    });
    expect(baseOf({ scriptName: "/isso", path: "/info" }).path).toBe("/info");
    expect(baseOf({ scriptName: "/isso", path: "/issoinfo" }).path).toBe("/issoinfo");
    expect(baseOf({ scriptName: "/isso", path: "/isso" }).path).toBe("");
    expect(baseOf({ scriptName: "/isso/", path: "/isso/" }).path).toBe("/");
    expect(baseOf({ scriptName: "/isso", path: "/isso//info" }).path).toBe("/info");
  });

  it("leaves the path alone for a forwarded prefix, of which the last entry counts", () => {
    expect(baseOf({ forwardedPrefix: "/q, /p", path: "/p/info" })).toMatchObject({
      url: "http://h/p",
      path: "/p/info",
    });
  });

  it("prefers the script name to the prefix", () => {
    expect(baseOf({ forwardedPrefix: "/p", scriptName: "/i" }).url).toBe("http://h/i");
    expect(baseOf({ forwardedPrefix: "/p", scriptName: "i" }).url).toBe("http://h/p");
    expect(baseOf({ forwardedPrefix: "/p", scriptName: "/" }).url).toBe("http://h");
  });

  it.each(["isso", "//evil.com", "/a\nb", "/a\u0085b", ""])(
    "takes the script name %j for none",
    (scriptName) => {
      expect(baseOf({ scriptName })).toEqual(baseOf({}));
    },
  );

  it("quotes the script name byte by byte", () => {
    expect(baseOf({ scriptName: '/a b#?%41\u00c3\u00a9"\\' }).scriptName).toBe(
      "/a%20b%23%3F%2541%C3%A9%22%5C",
    );
  });

  it.each([
    ["https", "https"],
    ["http, https", "https"],
    ["https, http", "http"],
    ["HTTPS", "https"],
    ["garbage", "http"],
    ["", "http"],
  ] as const)("reads the forwarded scheme %j as %s", (forwardedProto, scheme) => {
    expect(baseOf({ forwardedProto }).scheme).toBe(scheme);
  });

  it("takes the scheme from the connection otherwise", () => {
    expect(baseOf({ encrypted: true }).url).toBe("https://h");
    expect(baseOf({ encrypted: true, forwardedProto: "http" }).url).toBe("http://h");
  });

  it.each(["x:80", "x:443", "x:8080", "[::1]:80", "a_b.example"])("keeps the host %s", (host) => {
    expect(baseOf({ host }).url).toBe(`http://${host}`);
  });

  it.each([undefined, "", "a b", 'e"v<', "h/x", "user@h", "ünï.com", "h:80:90", "h\n"])(
    "replaces the host %j",
    (host) => {
      expect(baseOf({ host }).url).toBe("http://localhost:8080");
    },
  );
});
