import { h } from "./dom.ts";
import type { Options } from "./options.ts";
import { within } from "./patience.ts";

/** Adds the style sheet unless the page has one or wants none; ends when it is there, or failed. */
export async function loadStyle(endpoint: string, options: Options): Promise<void> {
  if (!options.css || document.getElementById("isso-style")) return;
  const href = options["css-url"] || `${endpoint}/css/isso.css`;
  const link = h("link", { id: "isso-style", rel: "stylesheet", href });
  const done = new Promise<unknown>((resolve) => {
    link.onload = link.onerror = resolve;
  });
  document.head.append(link);
  await within(done);
}
