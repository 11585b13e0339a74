import { readFileSync } from "node:fs";

const packageFile: URL = new URL("../package.json", import.meta.url);

/** The shipped configuration: every option with its default. */
export const shippedSettings: URL = new URL("../isso.conf", import.meta.url);

/** Version of this package, from its `package.json`. */
export const packageVersion: string = (
  JSON.parse(readFileSync(packageFile, "utf8")) as { readonly version: string }
).version;
