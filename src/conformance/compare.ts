import { isList, isObject, type Json } from "./json.ts";
import { covers, type Mismatch, nothing, shown } from "./mismatch.ts";
import type { NormalAnswer } from "./normalise.ts";

/** Every place where one answer is not like another; places in `ignore` are passed over. */
export function unlike(
  expected: NormalAnswer,
  got: NormalAnswer,
  ignore: readonly string[],
): readonly Mismatch[] {
  return [
    ...compareValue("status", expected.status, got.status),
    ...compareValue("header", expected.headers, got.headers),
    ...compareValue("cookie", expected.cookies, got.cookies),
    ...compareBodies(expected, got),
  ].filter(({ at }) => !covers(ignore, at));
}

function compareBodies(expected: NormalAnswer, got: NormalAnswer): readonly Mismatch[] {
  if (expected.json !== undefined && got.json !== undefined) {
    return compareValue("json", expected.json, got.json);
  }
  return compareValue("body", bodyOf(expected), bodyOf(got));
}

function bodyOf({ json, body }: NormalAnswer): Json | undefined {
  return json === undefined ? body : json;
}

function compareValue(at: string, expected: Json | undefined, got: Json | undefined): readonly Mismatch[] {
  if (expected !== undefined && got !== undefined) {
    if (isObject(expected) && isObject(got)) {
      const names = new Set([...Object.keys(expected), ...Object.keys(got)]);
      return [...names].flatMap((name) => compareValue(`${at}.${name}`, expected[name], got[name]));
    }
    if (isList(expected) && isList(got) && expected.length === got.length) {
      return expected.flatMap((value, index) => compareValue(`${at}.${index}`, value, got[index]));
    }
    if (JSON.stringify(expected) === JSON.stringify(got)) return [];
  }
  return expected === got ? [] : [{ at, expected: said(expected), got: said(got) }];
}

function said(value: Json | undefined): string {
  return value === undefined ? nothing : shown(value);
}
