import { findEndpoint } from "./endpoint.ts";
import type { Attribute } from "./options.ts";

/** What the page's script elements say. */
export interface PageSettings {
  /** Absolute prefix of all requests, without a slash at the end. */
  readonly endpoint: string;
  /** The `data-isso-…` attributes of all of them in document order. */
  readonly attributes: readonly Attribute[];
}

/** Reads it once, while the script runs (behaviour section 1): later changes have no effect. */
export function readPage(): PageSettings {
  const scripts = [...document.scripts];
  const named = scripts.map((script) => script.getAttribute("data-isso"));
  const { currentScript: running } = document;
  return {
    endpoint: absolute(findEndpoint(named, running instanceof HTMLScriptElement ? running.src : "")),
    attributes: scripts.flatMap((script) => attributesOf(script)),
  };
}

/** Runs something as soon as the page's elements are there. */
export function whenReady(run: () => Promise<void>): void {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run);
  else void run();
}

/** The id of the thread that an element stands for, as requests name it (behaviour section 2). */
export function threadId(host: Element): string {
  return host.getAttribute("data-isso-id") || location.pathname;
}

/** The attributes of an element. */
export function attributesOf(element: Element): readonly Attribute[] {
  return [...element.attributes].map(({ name, value }) => [name, value]);
}

/** The same address from every page that a single-page site shows later. */
function absolute(endpoint: string): string {
  const link = document.createElement("a");
  link.href = `${endpoint}/`;
  return link.href.replace(/\/$/, "");
}
