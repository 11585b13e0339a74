import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Most bytes that a script may have when a server sends it compressed with gzip, by the name of its entry. */
const budgets = { embed: 12_000, count: 2_500 };

/**
 * Properties that get a short name in what is sent: those of our own objects that neither the browser, nor an answer of
 * the server, nor a page knows.
 */
const inner =
  /^(?:announce|api|cells|check|clock|code|colour|count|date|deleted|digits|done|drafts|element|emit|endpoint|english|fail|file|followUp|footer|given|host|inputs|loaded|markEdited|nested|observe|post|posted|queued|refresh|removed|require|say|show|source|store|suffix|tell|textarea|tick|view|views|wrapper)$/;

/**
 * Bundles the browser side into dist/client, whose folders `js`, `css` and `demo` stand for the addresses below which
 * the server sends them, each file also in the compressed forms that it sends.
 *
 * @param {string} root folder of the checkout
 * @returns {Promise<boolean>} whether all went well; if not, it has been said why
 */
export async function buildClient(root) {
  // Loaded here and not above: this file must load before anything is installed.
  const esbuild = await import("esbuild");
  const [source, target] = [join(root, "src", "client"), join(root, "dist", "client")];
  const entry = (/** @type {string} */ name) => join(source, `${name}.ts`);
  /** @type {import("esbuild").BuildOptions} */
  const shared = {
    absWorkingDir: root,
    bundle: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    logLevel: "warning",
  };
  try {
    for (const name of Object.keys(budgets)) {
      for (const minify of [true, false]) {
        // Named in the readable form only: every byte of the other one counts.
        const sourcemap = minify ? "external" : true;
        const outfile = join(target, "js", `${name}.${minify ? "min" : "dev"}.js`);
        const names = minify ? { mangleProps: inner } : {};
        await esbuild.build({ ...shared, ...names, entryPoints: [entry(name)], outfile, minify, sourcemap });
      }
    }
    await esbuild.build({
      ...shared,
      entryPoints: [entry("demo"), join(source, "demo.css")],
      outdir: join(target, "demo"),
      minify: true,
    });
    await esbuild.build({
      ...shared,
      entryPoints: [join(source, "isso.css")],
      outdir: join(target, "css"),
      minify: true,
    });
  } catch {
    return false;
  }
  cpSync(join(source, "favicon.svg"), join(target, "demo", "favicon.svg"));
  copyCatalogues(join(source, "i18n", "catalogues"), join(target, "js", "lang"));
  if (!keepsBudget(join(target, "js"))) return false;
  compress(target);
  return true;
}

/**
 * Copies the languages without what only people need.
 *
 * @param {string} from
 * @param {string} to
 */
function copyCatalogues(from, to) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    writeFileSync(join(to, name), JSON.stringify(JSON.parse(readFileSync(join(from, name), "utf8"))));
  }
}

/** @param {string} folder */
function keepsBudget(folder) {
  let kept = true;
  for (const [name, budget] of Object.entries(budgets)) {
    const { length } = gzipSync(readFileSync(join(folder, `${name}.min.js`)), { level: 9 });
    if (length <= budget) continue;
    console.error(`isso-ledger: ${name}.min.js has ${length} bytes with gzip; its budget is ${budget}.`);
    kept = false;
  }
  return kept;
}

/**
 * Puts the compressed forms beside every file.
 *
 * @param {string} folder
 */
function compress(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const content = readFileSync(file);
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
  }
}
