import { describe, expect, it } from "vitest";
import { cleanSource, typedText } from "../../../src/infra/markup/source.ts";

describe("cleanSource", () => {
  it("ends every line with LF", () => {
    expect(cleanSource("a\r\nb\rc\n")).toBe("a\nb\nc\n");
  });

  it("shows control characters as question marks, without NUL", () => {
    expect(cleanSource("a\0b\u0001\u0008\u000b\u001f\u007f\tc")).toBe("ab????\u007f\tc");
  });
});

describe("typedText", () => {
  it("shows a text as it was typed, line by line", () => {
    expect(typedText(" <b>*a*</b> & c\nd\n")).toBe("<p>&lt;b>*a*&lt;/b> &amp; c<br>\nd</p>");
  });
});
