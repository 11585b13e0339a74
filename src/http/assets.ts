import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** A built file of the browser side, ready to send. */
export interface Asset {
  readonly bytes: Buffer;
  readonly type: string;
  /** Entity tag with quotes; another content has another tag. */
  readonly etag: string;
}

/** What the demo page loads. */
export interface DemoAssets {
  readonly script: Asset;
  readonly style: Asset;
}

/** The browser side as the build leaves it, beside the server's own files. */
export const builtClient: URL = new URL("../client/", import.meta.url);

/** Reads the demo's files into memory; `undefined` when `folder` does not hold them, as before the build. */
export function loadDemoAssets(folder: URL): DemoAssets | undefined {
  try {
    return {
      script: load(new URL("demo.js", folder), "text/javascript; charset=utf-8"),
      style: load(new URL("demo.css", folder), "text/css; charset=utf-8"),
    };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Content with the entity tag that belongs to it. */
export function asset(bytes: Buffer, type: string): Asset {
  return { bytes, type, etag: entityTag(bytes) };
}

/** A strong entity tag of the content, with quotes (RFC 9110 section 8.8.3). */
export function entityTag(content: Buffer | string): string {
  return `"${createHash("sha256").update(content).digest("base64url").slice(0, 27)}"`;
}

function load(file: URL, type: string): Asset {
  return asset(readFileSync(file), type);
}
