import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalOrigin, siteOrigins } from "../../../src/domain/web/origin.ts";

const hosts = [
  "http://localhost:18110/",
  "https://example.com/",
  "http://example.com:8000",
  "https://sub.example.com:8443/path/",
  "example.net",
] as const;
const sites = siteOrigins([...hosts]);
const first = "http://localhost:18110";
const known = [first, "https://example.com", "http://example.com:8000", "https://sub.example.com:8443"];

describe("canonicalOrigin", () => {
  it("answers with a configured site, whatever the headers hold", () => {
    const header = fc.option(fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom(...hosts)), {
      nil: undefined,
    });
    fc.assert(
      fc.property(header, header, (origin, referer) => {
        expect([...known, "http://example.net"]).toContain(canonicalOrigin(sites, origin, referer));
      }),
    );
  });

  it("gives its own answers back", () => {
    for (const origin of known) expect(canonicalOrigin(sites, origin, undefined)).toBe(origin);
  });

  it("ignores path, query and fragment", () => {
    const tail = fc.tuple(fc.constantFrom("/", "?", "#"), fc.string()).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.constantFrom(...known), tail, (origin, rest) => {
        expect(canonicalOrigin(sites, undefined, `${origin}${rest}`)).toBe(origin);
      }),
    );
  });

  it.each([
    ["https://example.com", "https://example.com"],
    ["https://example.com:443", "https://example.com"],
    ["http://example.com:8000", "http://example.com:8000"],
    ["https://sub.example.com:8443", "https://sub.example.com:8443"],
    ["example.net", "http://example.net"],
    ["http://example.net:80", "http://example.net"],
    ["http://example.net:080", "http://example.net"],
    ["http://example.net:", "http://example.net"],
    ["http://example.net:0", "http://example.net"],
    ["http://example.net/@x", "http://example.net"],
  ])("knows %s as %s", (header, site) => {
    expect(canonicalOrigin(sites, header, undefined)).toBe(site);
    expect(canonicalOrigin(sites, undefined, header)).toBe(site);
  });

  it.each([
    "http://example.com",
    "http://example.com:443",
    "https://example.com:80",
    "https://example.com:",
    "https://EXAMPLE.com",
    "HTTP://example.net",
    "null",
    "",
    "https://evil.com",
    "ftp://example.com",
    "//example.net",
    "http://example.net ",
    "http://user@example.net",
    "http://example.net.evil.com",
    "http://example.net\\x",
  ])("does not know %j and answers with the first site", (header) => {
    expect(canonicalOrigin(sites, header, undefined)).toBe(first);
  });

  it.each(["abc", "80:90", " 80", "+80", "8_0", "-1", "65536", "٨٠", "99999999999999999999"])(
    "takes the port %j for no match",
    (port) => {
      expect(canonicalOrigin(sites, `http://example.net:${port}`, undefined)).toBe(first);
    },
  );

  it("asks Referer only when there is no Origin", () => {
    expect(canonicalOrigin(sites, undefined, "https://example.com/blog/x")).toBe("https://example.com");
    expect(canonicalOrigin(sites, "https://evil.com", "https://example.com/blog/x")).toBe(first);
    expect(canonicalOrigin(sites, "", "https://example.com/blog/x")).toBe(first);
    expect(canonicalOrigin(sites, undefined, undefined)).toBe(first);
  });

  it("keeps a port that is the default of the other scheme", () => {
    expect(canonicalOrigin(siteOrigins(["https://e.com:80"]), undefined, undefined)).toBe("https://e.com:80");
    expect(canonicalOrigin(siteOrigins(["http://e.com:443/"]), undefined, undefined)).toBe(
      "http://e.com:443",
    );
  });

  it("reads IPv6 literals", () => {
    const v6 = siteOrigins(["http://[::1]:8080/", "https://[::1]"]);
    expect(canonicalOrigin(v6, "https://[::1]:443", undefined)).toBe("https://[::1]");
    expect(canonicalOrigin(v6, "http://[::2]:8080", undefined)).toBe("http://[::1]:8080");
  });

  it("never matches a site whose own port is none", () => {
    const broken = siteOrigins(["http://e.com:abc", "http://f.com"]);
    expect(canonicalOrigin(broken, "http://f.com", undefined)).toBe("http://f.com");
    expect(canonicalOrigin(broken, "http://g.com:abc", undefined)).toBe("http://e.com:abc");
  });
});
