import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkEdit, checkNewComment } from "../../../src/domain/comment/fields.ts";

const plain = {
  text: "abc",
  author: null,
  email: null,
  website: null,
  parent: null,
  notification: null,
};

function refusalOf(body: unknown): string | undefined {
  const checked = checkNewComment(body);
  return checked.ok ? undefined : checked.error.message;
}

describe("the body of a new comment", () => {
  it("is accepted or refused with a message, whatever it is", () => {
    const member = fc.constantFrom(
      "text",
      "author",
      "website",
      "email",
      "parent",
      "title",
      "notification",
      "idempotency-key",
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(member, fc.jsonValue())), (body) => {
        const checked = checkNewComment(body);
        if (!checked.ok) expect(checked.error.message).not.toBe("");
      }),
    );
  });

  it("keeps any well-formed text of three characters or more as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 3 }), (text) => {
        fc.pre(!text.includes("\0") && [...text.trimEnd()].length >= 3);
        const checked = checkNewComment({ text });
        expect(checked.ok && checked.value.text).toBe(text);
      }),
    );
  });

  it.each([[[]], [null], ["x"], [5], [true], [undefined]])("must be a JSON object, not %j", (body) => {
    expect(refusalOf(body)).toBe("JSON object expected");
  });

  it("needs nothing but a text", () => {
    expect(checkNewComment({ text: "abc" })).toEqual({ ok: true, value: plain });
  });

  it("loses members that are not known", () => {
    expect(checkNewComment({ text: "abc", mode: 1, likes: 5, remote_addr: "x" })).toEqual({
      ok: true,
      value: plain,
    });
  });

  it.each([
    [{}, "text is missing"],
    [{ text: null, parent: "x" }, "text is missing"],
    [{ text: 5, parent: "1" }, "parent must be an integer or null"],
    [{ text: "abc", parent: 1.5 }, "parent must be an integer or null"],
    [{ text: "abc", parent: Number.NaN }, "parent must be an integer or null"],
    [{ text: "abc", parent: [] }, "parent must be an integer or null"],
    [{ text: "abc", parent: 2 ** 53 }, "parent must be an integer or null"],
    [{ text: "abc", parent: -(2 ** 53) }, "parent must be an integer or null"],
    [{ text: 5, author: 5 }, "text must be a string or null"],
    [{ text: "a", author: 5, website: 5 }, "author must be a string or null"],
    [{ text: "a", website: 5, email: 5 }, "website must be a string or null"],
    [{ text: "a", email: 5 }, "email must be a string or null"],
    [{ text: "ab", email: "x".repeat(255) }, "text is too short (minimum length: 3)"],
    [{ text: "" }, "text is too short (minimum length: 3)"],
    [{ text: "ab " }, "text is too short (minimum length: 3)"],
    [{ text: "ab\u3000" }, "text is too short (minimum length: 3)"],
    [{ text: "😀😀\u001c\u0085" }, "text is too short (minimum length: 3)"],
    [{ text: "a".repeat(65_536), email: "x".repeat(255) }, "text is too long (maximum length: 65535)"],
    [{ text: `abc${" ".repeat(65_533)}` }, "text is too long (maximum length: 65535)"],
    [
      { text: "abc", email: "x".repeat(255), website: "x" },
      "http://tools.ietf.org/html/rfc5321#section-4.5.3",
    ],
    [{ text: "abc", website: `e.com/${"x".repeat(249)}` }, "arbitrary length limit"],
    [{ text: "abc", website: "x", title: [] }, "Website not Django-conform"],
    [{ text: "abc", title: ["a"] }, "title must be a string or null"],
    [{ text: "abc", title: {} }, "title must be a string or null"],
    [{ text: "abc", notification: [1] }, "notification must be an integer, a boolean or null"],
    [{ text: "abc", notification: "1" }, "notification must be an integer, a boolean or null"],
    [{ text: "abc", notification: 0.5 }, "notification must be an integer, a boolean or null"],
    [{ text: "abc", notification: 2 ** 63 }, "notification must be an integer, a boolean or null"],
    [{ text: "abc", "idempotency-key": "" }, "idempotency-key must be a string of 1 to 128 characters"],
    [{ text: "abc", "idempotency-key": 5 }, "idempotency-key must be a string of 1 to 128 characters"],
    [
      { text: "abc", "idempotency-key": "x".repeat(129) },
      "idempotency-key must be a string of 1 to 128 characters",
    ],
    [{ text: "a\0bc" }, "text must not contain NUL characters"],
    [{ text: "abc", author: "\0" }, "author must not contain NUL characters"],
    [{ text: "abc", email: "\0" }, "email must not contain NUL characters"],
    [{ text: "abc", website: "e.com/\0" }, "website must not contain NUL characters"],
    [{ text: "abc", title: "\0" }, "title must not contain NUL characters"],
    [{ text: "abc", "idempotency-key": "\0" }, "idempotency-key must not contain NUL characters"],
    [{ text: "abc\ud800" }, "text must not contain unpaired surrogates"],
    [{ text: "abc", author: "\udc00\ud800" }, "author must not contain unpaired surrogates"],
  ])("%# is refused at the first rule it breaks", (body, message) => {
    expect(refusalOf(body)).toBe(message);
  });

  it.each([
    { text: "  a  " },
    { text: "😀😀😀" },
    { text: "😀".repeat(65_535) },
    { text: "a".repeat(65_535) },
    { text: "abc", email: "ü".repeat(254) },
    { text: "abc", website: `e.com/${"x".repeat(248)}` },
    { text: "abc", author: "", email: "", website: "" },
    { text: "abc", author: "x".repeat(10_000), title: "y".repeat(10_000) },
    { text: "abc", "idempotency-key": "😀".repeat(128) },
    { text: "abc", "idempotency-key": null, title: null },
  ])("%# is within the limits, counted in code points", (body) => {
    expect(refusalOf(body)).toBeUndefined();
  });

  it("names the member that is wrong", () => {
    expect(checkNewComment({ text: "abc", parent: "x" })).toMatchObject({ error: { field: "parent" } });
  });

  it("takes booleans for the numbers 1 and 0", () => {
    const checked = checkNewComment({ text: "abc", parent: true, notification: false });
    expect(checked).toMatchObject({ value: { parent: 1, notification: 0 } });
    expect(checkNewComment({ text: "abc", parent: -0 })).toMatchObject({ value: { parent: 0 } });
  });

  it("escapes names and addresses and completes the website, but leaves the text alone", () => {
    const body = {
      text: "<b>&",
      author: `<b>"x"&lt;`,
      email: "a&b@x",
      website: `e.com/<'">&`,
      parent: 7,
      title: "<T>",
      notification: 1,
      "idempotency-key": "k",
    };
    expect(checkNewComment(body)).toEqual({
      ok: true,
      value: {
        text: "<b>&",
        author: `&lt;b&gt;"x"&amp;lt;`,
        email: "a&amp;b@x",
        website: "http://e.com/&lt;&#x27;&quot;&gt;&amp;",
        parent: 7,
        title: "<T>",
        notification: 1,
        idempotencyKey: "k",
      },
    });
  });

  it("keeps an empty website empty", () => {
    expect(checkNewComment({ text: "abc", website: "" })).toMatchObject({ value: { website: "" } });
  });

  it.each([
    [5, "5"],
    [1.5, "1.5"],
    [true, "1"],
    ["x", "x"],
  ])("stores the title %j as the text %j", (title, stored) => {
    expect(checkNewComment({ text: "abc", title })).toMatchObject({ value: { title: stored } });
  });

  it.each([null, "", 0, false])("counts %j as no title", (title) => {
    expect(checkNewComment({ text: "abc", title })).toEqual({ ok: true, value: plain });
  });

  it("is judged quickly when it is all blanks but for its end", () => {
    const start = performance.now();
    expect(refusalOf({ text: `${" ".repeat(60_000)}x` })).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe("the body of an edit", () => {
  it("holds only what was given", () => {
    fc.assert(
      fc.property(
        fc.record(
          { author: fc.option(fc.constant("A")), website: fc.option(fc.constant("e.com")) },
          { requiredKeys: [] },
        ),
        (given) => {
          expect(checkEdit({ text: "abc", ...given })).toEqual({
            ok: true,
            value: { text: "abc", ...given },
          });
        },
      ),
    );
  });

  it("escapes the website without completing it", () => {
    expect(checkEdit({ text: "abc", website: "e.com/'", author: "<" })).toEqual({
      ok: true,
      value: { text: "abc", website: "e.com/&#x27;", author: "&lt;" },
    });
  });

  it("is not asked for members that an edit cannot change", () => {
    const body = { text: "abc", parent: "x", email: 5, title: [], notification: {} };
    expect(checkEdit(body)).toEqual({ ok: true, value: { text: "abc" } });
  });

  it.each([
    [[], "JSON object expected"],
    [{}, "text is missing"],
    [{ text: [] }, "text must be a string or null"],
    [{ text: "ab" }, "text is too short (minimum length: 3)"],
    [{ text: "abc", website: "x" }, "Website not Django-conform"],
    [{ text: "abc", author: "\0" }, "author must not contain NUL characters"],
  ])("%j is refused", (body, message) => {
    expect(checkEdit(body)).toMatchObject({ ok: false, error: { message } });
  });
});
