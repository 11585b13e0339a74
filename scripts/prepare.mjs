import { build } from "./build.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";

if (!ensureInstalled() || !build()) process.exitCode = 1;
