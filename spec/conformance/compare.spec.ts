import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unlike } from "../../src/conformance/compare.ts";
import { keepCookies, readSetCookies } from "../../src/conformance/cookies.ts";
import { unmet } from "../../src/conformance/expect.ts";
import { normalHtml } from "../../src/conformance/html.ts";
import type { Answer } from "../../src/conformance/http.ts";
import type { Json } from "../../src/conformance/json.ts";
import { newLabels, normalAnswer } from "../../src/conformance/normalise.ts";
import { parseExpectation } from "../../src/conformance/parseScenario.ts";
import { anyText } from "../support/json.ts";

function answer(changes: Partial<Answer>): Answer {
  return { status: 200, headers: new Map(), setCookie: [], extraSetCookie: [], body: "", ...changes };
}

function jsonAnswer(json: Json): Answer {
  return answer({ headers: new Map([["content-type", "application/json"]]), body: JSON.stringify(json) });
}

function placesOf(expected: Json, got: Answer): readonly string[] {
  return unmet(parseExpectation(expected, "expect"), got, new Map([["id", 7]])).map(({ at }) => at);
}

describe("an expectation", () => {
  it.each<[string, Json, readonly string[]]>([
    ["more members than named", { json: { id: 7 } }, []],
    ["a member that is not there", { json: { email: null } }, ["json.email"]],
    ["a member that must not be there", { json: { id: "{{:absent}}" } }, ["json.id"]],
    ["fewer elements of a list", { json: { replies: [] } }, ["json.replies"]],
    ["another value deep inside", { json: { replies: [{ id: 9 }] } }, ["json.replies.0.id"]],
    ["a member too many", { keys: { json: ["id", "replies"] } }, ["json.text"]],
    [
      "the members of an inner object",
      { keys: { "json.replies.0": ["id", "parent"] } },
      ["json.replies.0.parent"],
    ],
    ["HTML that shows the same", { json: { text: "<p title='a'>x &gt; y</p>" } }, []],
    ["HTML that shows something else", { json: { text: "<p>x</p>" } }, ["json.text"]],
    ["a part of the body", { contains: ['"id":{{id}}'], lacks: ["email"] }, []],
    ["a part with a type", { contains: ['"id":{{:id}}'] }, []],
    ["a part that is not there", { contains: ["email"] }, ["body"]],
    ["another status", { status: 201 }, ["status"]],
    ["a header", { headers: { "Content-Type": "application/{{:any}}", Location: null } }, []],
  ])("of %s", (_, expected, places) => {
    const got = jsonAnswer({ id: 7, text: '<p title="a">x > y</p>', replies: [{ id: 8 }] });
    expect(placesOf(expected, got)).toEqual(places);
  });

  it("of a cookie looks at both headers", () => {
    const got = answer({
      setCookie: ["7=abc; Max-Age=900; Path=/"],
      extraSetCookie: ["isso-7=abc; Max-Age=1; Path=/"],
    });
    const cookies = { "{{id}}": { value: "abc", "Max-Age": "900", HttpOnly: null } };
    expect(placesOf({ cookies }, got)).toEqual(["cookie.isso-7.Max-Age"]);
  });
});

describe("HTML in its normal form", () => {
  it.each([
    ["<P class=a id='b'>x</P>", '<p id="b" class="a">x</p>'],
    ["<p>a &gt; b &quot;c&quot; &#39;d&#39;</p>", "<p>a > b \"c\" 'd'</p>"],
    ["a<br>\nb", "a<br />\nb"],
    ["<name />", "<name></name>"],
    ["<html>\n<p>x</p>\n</html>", "<html><p>x</p></html>"],
  ])("%s and %s are the same", (one, other) => {
    expect(normalHtml(one)).toBe(normalHtml(other));
  });

  it.each([
    ["<p>&lt;b></p>", "<p><b></p>"],
    ["<p>a</p>", "<p>a </p>"],
    ['<a href="x">', "<a>"],
  ])("%s and %s differ", (one, other) => {
    expect(normalHtml(one)).not.toBe(normalHtml(other));
  });

  it("is its own normal form", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = normalHtml(`<p>${text.replace(/[<>&]/g, "")}</p>`);
        expect(normalHtml(once)).toBe(once);
      }),
    );
  });
});

describe("two runs of the same server", () => {
  const run = (id: number, address: string, base: string): readonly unknown[] => {
    const texts = new Map([
      [base, "{{server}}"],
      [address, "{{network.reader}}"],
    ]);
    const labels = newLabels(texts);
    const posted = jsonAnswer({
      id,
      parent: null,
      created: 1700000000.5 + id,
      hash: `a${id}`,
      text: "<p>x</p>",
    });
    const cookie = `${id}=WzFd.ZVPxAA.XpQ3t0cCY6kNv5nF58lqSzFnyGA; Path=/`;
    return [
      normalAnswer({ ...posted, setCookie: [cookie] }, labels, "post"),
      normalAnswer(
        answer({ status: 403, body: `${address}: ratelimit exceeded (${id}, 0)` }),
        labels,
        "more",
      ),
      normalAnswer(answer({ headers: new Map([["location", `${base}/#isso-${id}`]]) }), labels, "moved"),
    ];
  };

  it("have the same answers, whatever the ids, times, networks and addresses", () => {
    expect(run(12, "100.64.1.0", "http://a:1")).toEqual(run(3, "100.65.9.0", "http://b:22"));
    expect(JSON.stringify(run(12, "100.64.1.0", "http://a:1"))).toContain(
      "ratelimit exceeded ({{id:post}}, 0)",
    );
  });
});

describe("two answers", () => {
  const whole = { status: 200, headers: { etag: "1" }, cookies: {}, json: { a: [1, null], b: { c: 1 } } };

  it.each([
    ["status", { ...whole, status: 500 }],
    ["header.etag", { ...whole, headers: {} }],
    ["cookie.5", { ...whole, cookies: { 5: { value: "" } } }],
    ["json.b.c", { ...whole, json: { a: [1, null], b: {} } }],
    ["json.a.1", { ...whole, json: { a: [1, 0], b: { c: 1 } } }],
    ["body", { status: 200, headers: { etag: "1" }, cookies: {}, body: "x" }],
  ])("differ at %s, and not if it is ignored", (at, other) => {
    expect(unlike(whole, other, []).map((mismatch) => mismatch.at)).toEqual([at]);
    expect(unlike(whole, other, [at])).toEqual([]);
  });

  it("are alike if they are equal, a body of null included", () => {
    expect(unlike(whole, whole, [])).toEqual([]);
    expect(unlike({ ...whole, json: null }, { ...whole, json: null }, [])).toEqual([]);
    expect(
      unlike({ ...whole, json: null }, { status: 200, headers: { etag: "1" }, cookies: {} }, []),
    ).toHaveLength(1);
  });
});

describe("a cookie jar", () => {
  it("keeps what is set and drops what is cleared", () => {
    const jar = new Map<string, string>();
    keepCookies(jar, readSetCookies(["1=a; Path=/", '2="b"; Path=/']));
    keepCookies(jar, readSetCookies(["1=; Max-Age=0; Path=/"]));
    expect([...jar]).toEqual([["2", "b"]]);
  });
});
