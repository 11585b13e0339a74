import { build } from "./build.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";

if (!ensureInstalled() || !(await build())) process.exitCode = 1;
