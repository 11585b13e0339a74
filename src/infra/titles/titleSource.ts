import type { TitleSource } from "../../domain/ports.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { decodePage } from "./charset.ts";
import { type Page, readPage } from "./page.ts";
import { type PageTitle, titleOf } from "./titleOf.ts";

/** Who asks for the pages, and where to report pages that could not be read. */
export interface TitleSourceOptions {
  readonly userAgent: string;
  readonly log?: (message: string) => void;
}

/**
 * Finds titles by reading the page from the site that it belongs to (behaviour section 7).
 * A page without a thread element, or one nested too deeply to be parsed, is `Untitled.`.
 */
export function createTitleSource(options: TitleSourceOptions): TitleSource {
  function report(uri: string, error: unknown): undefined {
    options.log?.(`The page ${JSON.stringify(uri)} could not be read: ${error}`);
    return undefined;
  }

  return {
    lookup: async (origin, uri): Promise<Result<{ title: string; uri: string }, "unreachable">> => {
      const page = await readPage(origin, uri, options.userAgent).catch((error) => report(uri, error));
      if (page === undefined) return err("unreachable");
      const found = await parse(page).catch((error) => report(uri, error));
      return ok({ title: found?.title ?? "Untitled.", uri: found?.uri ?? uri });
    },
  };
}

/** The parser is loaded when it is first needed: that takes a tenth of a second, and most threads have titles. */
async function parse(page: Page): Promise<PageTitle | undefined> {
  const html = decodePage(page.bytes, page.contentType);
  // Parsing blocks for up to a second per megabyte: only where there can be something to find.
  if (!html.includes("isso-thread")) return undefined;
  const { fromHtml } = await import("hast-util-from-html");
  return titleOf(fromHtml(html));
}
