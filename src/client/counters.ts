import type { Texts } from "./i18n/texts.ts";

/** A link to a thread, whose text becomes the number of its comments. */
type Counter = HTMLAnchorElement | HTMLAreaElement;

/**
 * Writes into each link to a thread how many comments it has, with one request for all; without such links none
 * (behaviour section 7). Links to the `known` threads are left to others. Failing leaves the links as they are.
 */
export async function showCounts(
  endpoint: string,
  texts: () => Promise<Texts>,
  known: readonly string[],
): Promise<void> {
  const links = counters().filter((link) => !known.includes(threadOf(link)));
  const threads = [...new Set(links.map(threadOf))];
  if (threads.length === 0) return;
  try {
    // A string is sent as plain text, which needs no preflight.
    const body = JSON.stringify(threads);
    const response = await fetch(`${endpoint}/count`, { method: "POST", credentials: "include", body });
    if (!response.ok) return;
    const counts: readonly number[] = await response.json();
    const words = await texts();
    for (const link of links) write(link, words, counts[threads.indexOf(threadOf(link))] ?? 0);
  } catch {
    // A page without counts is still a page; there is nobody to tell here.
  }
}

/** Writes the number of comments of one thread, which needs no request, into the links to it. */
export function showCount(thread: string, words: Pick<Texts, "count">, comments: number): void {
  for (const link of counters()) if (threadOf(link) === thread) write(link, words, comments);
}

function counters(): readonly Counter[] {
  return [...document.links].filter((link) => link.href.endsWith("#isso-thread"));
}

function write(link: Counter, words: Pick<Texts, "count">, comments: number): void {
  link.textContent = words.count("num-comments", comments);
}

/** The id of the thread that a link leads to: its own attribute, else its path with the query. */
function threadOf(link: Counter): string {
  return link.getAttribute("data-isso-id") || link.pathname + link.search;
}
