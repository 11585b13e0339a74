import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname } from "node:path";
import type { Coding } from "./acceptEncoding.ts";

/** A file of the browser side. */
export interface Asset {
  readonly type: string;
  /** Time of its last change in Unix seconds. */
  readonly lastChange: number;
  /** The forms that there are; `identity` is the file itself and always there. */
  readonly codings: ReadonlySet<Coding>;
  /** One of these forms. It is in memory from then on: most are never asked for. */
  form(coding: Coding): AssetForm;
}

/** The bytes of one form with the strong entity tag, in quotes, that no other bytes have. */
export interface AssetForm {
  readonly bytes: Buffer;
  readonly etag: string;
}

/** The files that are sent, by their path below the server, such as `/js/embed.min.js`. */
export type Assets = ReadonlyMap<string, Asset>;

/** The browser side as the build leaves it, beside the server's own files. */
export const builtClient: URL = new URL("../client/", import.meta.url);

/** Folders of the browser side that stand for addresses. */
const folders = ["js", "js/lang", "css", "demo"];

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".svg": "image/svg+xml; charset=utf-8",
};

/** Endings of the forms of a file: of itself, and of the compressed ones that the build puts beside it. */
const endings: readonly (readonly [Coding, string])[] = [
  ["identity", ""],
  ["br", ".br"],
  ["gzip", ".gz"],
];

/** Finds all files with a known type; there are none before the build. */
export function loadAssets(root: URL): Assets {
  return new Map(folders.flatMap((folder) => filesIn(root, folder)));
}

/** An asset whose forms are read as `sources` says, each once. */
export function asset(type: string, lastChange: number, sources: ReadonlyMap<Coding, () => Buffer>): Asset {
  const kept = new Map<Coding, AssetForm>();
  return {
    type,
    lastChange,
    codings: new Set(sources.keys()),
    form: (coding) => {
      const known = kept.get(coding);
      if (known !== undefined) return known;
      const bytes = sources.get(coding)?.();
      if (bytes === undefined) throw new RangeError(`no form ${coding}`);
      const form = { bytes, etag: entityTag(bytes) };
      kept.set(coding, form);
      return form;
    },
  };
}

/** A strong entity tag of the content, with quotes (RFC 9110 section 8.8.3). */
export function entityTag(content: Buffer | string): string {
  return `"${createHash("sha256").update(content).digest("base64url").slice(0, 27)}"`;
}

function filesIn(root: URL, folder: string): readonly (readonly [string, Asset])[] {
  const base = new URL(`${folder}/`, root);
  const names = namesIn(base);
  return names.flatMap((name) => {
    const type = types[extname(name)];
    if (type === undefined) return [];
    const file = new URL(name, base);
    const sources = endings
      .filter(([, ending]) => names.includes(name + ending))
      .map(([coding, ending]) => [coding, () => readFileSync(new URL(name + ending, base))] as const);
    const lastChange = Math.floor(statSync(file).mtimeMs / 1000);
    return [[`/${folder}/${name}`, asset(type, lastChange, new Map(sources))] as const];
  });
}

function namesIn(folder: URL): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
