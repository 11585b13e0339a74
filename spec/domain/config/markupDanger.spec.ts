import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isDangerousAttribute,
  isDangerousElement,
  isHtmlName,
} from "../../../src/domain/config/markupDanger.ts";

const elements =
  "script style link meta base title head body html iframe frame frameset object embed applet param portal " +
  "fencedframe svg math template slot noscript noembed noframes plaintext xmp listing textarea";

const attributes =
  "style srcdoc srcset ping is nonce slot http-equiv form popovertarget commandfor autofocus accesskey " +
  "onclick onerror onanything on";

const addresses = "javascript: vbscript: data: file: blob: javascript:alert(1) data:text/html";

describe("dangerous names", () => {
  test.each(elements.split(" "))("the element %s is one", (name) => {
    expect(isDangerousElement(name)).toBe(true);
  });

  test.each(attributes.split(" "))("the attribute %s is one", (name) => {
    expect(isDangerousAttribute(name)).toBe(true);
  });

  test.each(addresses.split(" "))("the address %s is one in either list", (name) => {
    expect([isDangerousElement(name), isDangerousAttribute(name)]).toEqual([true, true]);
  });

  test("harmless elements and attributes are none", () => {
    for (const name of "img u details video audio form input button section div span tr mark data".split(
      " ",
    )) {
      expect(isDangerousElement(name), name).toBe(false);
    }
    for (const name of "src title class id name width data data-x lang href action xml:on".split(" ")) {
      expect(isDangerousAttribute(name), name).toBe(false);
    }
  });
});

describe("names of HTML", () => {
  test("begin with a letter and have letters, digits and a few marks", () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z][a-z0-9:_.-]{0,20}$/), isHtmlName));
  });

  test.each(["", "<i>", "*", "1a", "-a", "a b", "a=b", "a'", "é", "a\n"])("%j is none", (name) => {
    expect(isHtmlName(name)).toBe(false);
  });
});
