import { type Attribute, readOptions, readOverrides } from "../options.ts";
import { within } from "../patience.ts";
import { chooseLanguage } from "./choose.ts";
import type { Catalogue } from "./keys.ts";
import { createTexts, type Texts } from "./texts.ts";

/** Where catalogues are, what is there without asking, and what the page says of its texts. */
export interface Library {
  readonly endpoint: string;
  readonly english: Partial<Catalogue>;
  readonly attributes: readonly Attribute[];
}

/** What was asked for, by its address: all threads and counters of a page share it. */
const catalogues: Record<string, Promise<Partial<Catalogue> | undefined>> = {};

/**
 * The words in the language that the options and the browser prefer. Another language than English is one small file
 * more; when it does not come in time the words stay English, for the whole page, so that none change before the eye.
 */
export async function loadTexts({ endpoint, english, attributes }: Library): Promise<Texts> {
  const { lang, "default-lang": last } = readOptions(attributes);
  const { code, file } = chooseLanguage([lang, ...navigator.languages, last]);
  const address = `${endpoint}/js/lang/${file}.json`;
  if (file) catalogues[address] ??= within(fetchCatalogue(address));
  const found = await catalogues[address];
  const spoken = file && !found ? "en" : code;
  return createTexts({ ...english, ...found }, spoken, readOverrides(attributes));
}

async function fetchCatalogue(address: string): Promise<Partial<Catalogue> | undefined> {
  // With credentials, like all other requests, it shares their connection.
  const response = await fetch(address, { credentials: "include" });
  return response.ok ? await response.json() : undefined;
}
