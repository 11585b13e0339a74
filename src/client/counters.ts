import type { Texts } from "./i18n/texts.ts";

/**
 * Writes into each link to a thread how many comments it has, with one request for all; without such links none
 * (behaviour section 7). Failing leaves the links as they are.
 */
export async function showCounts(endpoint: string, texts: () => Promise<Texts>): Promise<void> {
  const links = [...document.links].filter((link) => link.href.endsWith("#isso-thread"));
  const threads = [...new Set(links.map(threadOf))];
  if (threads.length === 0) return;
  try {
    // A string is sent as plain text, which needs no preflight.
    const body = JSON.stringify(threads);
    const response = await fetch(`${endpoint}/count`, { method: "POST", credentials: "include", body });
    if (!response.ok) return;
    const counts: readonly number[] = await response.json();
    const words = await texts();
    for (const link of links) {
      link.textContent = words.count("num-comments", counts[threads.indexOf(threadOf(link))] ?? 0);
    }
  } catch {
    // A page without counts is still a page; there is nobody to tell here.
  }
}

/** The id of the thread that a link leads to: its own attribute, else its path with the query. */
function threadOf(link: HTMLAnchorElement | HTMLAreaElement): string {
  const { pathname, search } = new URL(link.href);
  return link.getAttribute("data-isso-id") || pathname + search;
}
