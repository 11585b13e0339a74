/**
 * Records what the original makes of the texts under spec/golden/markdown, into the same files. Texts and settings
 * that are added there without output get theirs. Needs an installed original: `ISSO_ORIGINAL=/path/to/isso`.
 *
 *     node scripts/recordMarkdown.mjs
 */
import { readFile, writeFile } from "node:fs/promises";
import { tests as examples } from "commonmark-spec";
import { originalMarkup } from "./record/originalMarkup.mjs";

const golden = new URL("../spec/golden/markdown/", import.meta.url);

async function read(name) {
  return JSON.parse(await readFile(new URL(`${name}.json`, golden), "utf8"));
}

/** Characters that an editor does not show, or that end a line in some readers, are written as escapes. */
function visible(text) {
  return text.replace(
    /[\u007f-\u00a0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** One entry a line, so that a new recording gives a readable difference. */
async function write(name, entries) {
  const lines = entries.map((entry) => visible(JSON.stringify(entry)));
  await writeFile(new URL(`${name}.json`, golden), `[\n${lines.join(",\n")}\n]\n`);
  console.log(`${name}.json: ${entries.length} texts`);
}

/** Every distinct output once, and for each of the settings the number of its output. */
function packed(outputs) {
  const html = [...new Set(outputs)];
  return { html, of: outputs.map((output) => html.indexOf(output)) };
}

/** Renders all texts of a set with each of the named settings. */
async function recordSet(name, texts, keep) {
  const settings = Object.values(await read("settings"));
  const jobs = texts.flatMap(({ text }) => settings.map((_, number) => [number, "markdown", text]));
  const outputs = originalMarkup(settings, jobs);
  const entries = texts.map((entry, place) => ({
    ...keep(entry),
    ...packed(outputs.slice(place * settings.length, (place + 1) * settings.length)),
  }));
  await write(name, entries);
}

/** Renders each text with settings of its own. */
async function recordSingles(name, kind) {
  const entries = await read(name);
  const outputs = originalMarkup(
    entries.map(({ settings }) => settings),
    entries.map(({ text }, number) => [number, kind, text]),
  );
  await write(
    name,
    entries.map(({ id, settings, text }, place) => ({ id, settings, text, html: outputs[place] })),
  );
}

const withText = ({ id, text }) => ({ id, text });
await recordSet("pairs", await read("pairs"), withText);
await recordSet("comments", await read("comments"), withText);
await recordSet(
  "commonmark",
  // The specification shows tabs as arrows.
  examples.map(({ number, markdown }) => ({
    id: `commonmark-${number}`,
    text: markdown.replaceAll("→", "\t"),
  })),
  ({ id }) => ({ id }),
);
await recordSingles("variants", "markdown");
await recordSingles("sanitizer", "html");
