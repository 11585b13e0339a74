import { createHash } from "node:crypto";
import type { MarkupSettings } from "../../domain/config/settings.ts";
import type { Renderer } from "../../domain/ports.ts";
import type { SafeHtml } from "../../domain/values.ts";
import type { Chain } from "./chain.ts";
import { isCheap } from "./cost.ts";
import type { PlainRules } from "./dialect.ts";
import { hasExtras, mayChange } from "./extras/extras.ts";
import { plainText } from "./plainText.ts";
import { cleanSource, typedText } from "./source.ts";
import { chainVersion } from "./version.ts";
import { createWorkerPool, type JobFailure, type Turn } from "./workerPool.ts";

/** Where a renderer reports, and what it runs beside the main thread. */
export interface RendererOptions {
  /** Told once for every text that is shown as typed because it could not be rendered. */
  readonly log?: (message: string) => void;
  /** The worker's module; by default the one beside this file, with the same extension. */
  readonly workerEntry?: URL;
}

/** Milliseconds of processor time that a text may take in a worker. */
const deadline = 1000;

/** Milliseconds on the clock that it may take: for a machine with fifteen times the work that it can do. */
const patience = 15_000;
const workers = 2;
const queueLimit = 64;

const reasons: Readonly<Record<JobFailure, string>> = {
  overrun: `took longer than ${deadline} ms`,
  broken: "could not be rendered",
  busy: "came while too many were being rendered",
};

/**
 * Markdown to sanitised HTML (behaviour section 11). Short, simple texts are rendered at once; everything else, and
 * with our additions everything that they could change, goes to a worker thread and, if that fails or takes more than a
 * second of processor time, is shown as it was typed.
 * `close` ends the threads; texts under way are then shown as typed.
 */
export function createRenderer(settings: MarkupSettings, options: RendererOptions = {}): Renderer {
  const rendersHere = !hasExtras(settings.extras);
  let parser: Promise<Parser> | undefined;
  const pool = createWorkerPool({
    entry: options.workerEntry ?? besideThisFile("worker"),
    workerData: settings,
    size: workers,
    queueLimit,
    deadline,
    patience,
  });

  async function renderApart(source: string, turn: Turn): Promise<string> {
    const answer = await pool.run(source, turn);
    if (answer.ok) return answer.value;
    options.log?.(`A comment of ${source.length} characters ${reasons[answer.error]}; it is shown as typed.`);
    return typedText(source);
  }

  async function render(text: string, turn: Turn): Promise<SafeHtml> {
    parser ??= loadParser(settings);
    const { chain, plain } = await parser;
    const source = cleanSource(text);
    const plainHtml = mayChange(settings.extras, source) ? undefined : plainText(source, plain);
    const html =
      plainHtml ?? (rendersHere && isCheap(source) ? chain(source) : await renderApart(source, turn));
    return html as SafeHtml;
  }

  return {
    fingerprint: fingerprint(settings),
    render: (text) => render(text, "first"),
    preview: (text) => render(text, "last"),
    close: pool.close,
  };
}

/** What reads Markdown on the main thread. */
interface Parser {
  readonly chain: Chain;
  readonly plain: PlainRules;
}

/**
 * With the first comment and not at the start: of all modules two thirds are these, of the processor time to the first
 * answer a third and of the memory until then 11 MB, and many a server only reads for days.
 */
async function loadParser(settings: MarkupSettings): Promise<Parser> {
  const { createChain, dialectOf } = await import("./chain.ts");
  return { chain: createChain(settings), plain: dialectOf(settings).plain };
}

function besideThisFile(name: string): URL {
  const extension = import.meta.url.slice(import.meta.url.lastIndexOf("."));
  return new URL(`./${name}${extension}`, import.meta.url);
}

/** Sixteen hexadecimal digits over everything but the text that decides about the HTML. */
function fingerprint(settings: MarkupSettings): string {
  const { renderer, allowedElements, allowedAttributes, misaka, mistune, extras } = settings;
  const parts = [chainVersion, renderer, allowedElements, allowedAttributes, misaka.options, misaka.flags];
  const text = JSON.stringify([...parts, mistune.plugins, mistune.parameters, extras]);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
