import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodePage } from "../../../src/infra/titles/charset.ts";

const utf8 = Buffer.from("Äé日");

describe("decodePage", () => {
  it("reads any text back whose charset the header names", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        fc.pre(!text.startsWith("\ufeff"));
        expect(decodePage(Buffer.from(text), 'text/html; Charset="UTF-8"')).toBe(text);
        expect(decodePage(Buffer.from(text, "utf16le"), "text/html;charset=utf-16le")).toBe(text);
      }),
    );
  });

  it("takes a page that does not say for windows-1252", () => {
    expect(decodePage(utf8, undefined)).toBe("Ã„Ã©æ—¥");
    expect(decodePage(utf8, "text/html")).toBe("Ã„Ã©æ—¥");
    expect(decodePage(Buffer.from([0x80, 0x9f, 0xa0, 0xff]), undefined)).toBe("€Ÿ\u00a0ÿ");
  });

  it("trusts the byte order mark, then the header, then the meta element", () => {
    const meta = (charset: string): Buffer => Buffer.concat([Buffer.from(`<meta charset=${charset}>`), utf8]);
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8]);
    expect(decodePage(marked, "text/html; charset=latin1")).toBe("Äé日");
    expect(decodePage(meta("latin1"), "text/html; charset=utf-8")).toContain("Äé日");
    expect(decodePage(meta("utf-8"), "text/html")).toContain("Äé日");
    expect(decodePage(meta("utf-8"), "text/html; charset=unknown")).toContain("Äé日");
  });

  it("reads both kinds of meta elements but none in a comment", () => {
    const page = (head: string): string => decodePage(Buffer.concat([Buffer.from(head), utf8]), undefined);
    expect(page('<meta http-equiv="Content-Type" content="text/html; charset=utf-8">')).toContain("Äé日");
    expect(page("<META CHARSET='UTF-8'>")).toContain("Äé日");
    expect(page("<!-- <meta charset=utf-8> -->")).toContain("Ã„");
    expect(page("<meta charset=utf-16>")).toContain("Äé日");
  });

  it("reads UTF-16 with a byte order mark in both orders", () => {
    const little = Buffer.from("\ufeffÄé日", "utf16le");
    expect(decodePage(little, undefined)).toBe("Äé日");
    expect(decodePage(Buffer.from(little).swap16(), undefined)).toBe("Äé日");
  });
});
