/** Script of the demo page: the theme switch, the form that tries out options, and the list of events. */
import { type SnippetAttributes, snippet } from "./demoSnippet.ts";
import type { ThreadEvents } from "./events.ts";
import { catalogueCodes } from "./i18n/codes.ts";

const endpoint = new URL("../", location.href).href;
const themeKey = "isso-demo-theme";
const kept = 8;
const heard: readonly (keyof ThreadEvents)[] = [
  "isso:ready",
  "isso:loaded",
  "isso:posted",
  "isso:edited",
  "isso:deleted",
  "isso:voted",
  "isso:failed",
  "isso:destroyed",
];

const form = pick("#options", HTMLFormElement);
const thread = pick("#isso-thread", HTMLElement);
const code = pick("#snippet", HTMLElement);
const events = pick("#events", HTMLElement);
const copied = pick("#copied", HTMLElement);
const copy = pick("#copy", HTMLButtonElement);

offerLanguages();
offerThemes();
code.textContent = snippet(endpoint, chosen());
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", apply);
// The fields have their first values only after the event.
form.addEventListener("reset", () => setTimeout(apply));
copy.addEventListener("click", () => void copySnippet());
for (const name of heard) document.addEventListener(name, note);

function pick<E extends Element>(selector: string, type: { new (): E }): E {
  const found = document.querySelector(selector);
  if (found instanceof type) return found;
  throw new Error(`the page lacks ${selector}`);
}

function offerLanguages(): void {
  const names = new Intl.DisplayNames(["en"], { type: "language" });
  const codes = ["en", ...catalogueCodes].sort();
  pick("#language", HTMLSelectElement).append(
    ...codes.map((tag) => new Option(`${names.of(tag) ?? tag} (${tag})`, tag)),
  );
}

function offerThemes(): void {
  const saved = localStorage.getItem(themeKey) ?? "";
  for (const input of document.querySelectorAll<HTMLInputElement>("[name=theme]")) {
    input.checked = input.value === saved;
    input.addEventListener("change", () => {
      localStorage.setItem(themeKey, input.value);
      show(input.value);
    });
  }
  show(saved);
}

/** Without a theme of its own the page follows the system. */
function show(theme: string): void {
  if (theme === "") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

/** The attributes that the fields stand for. A switch that is on, like a field left empty, is as the widget has it. */
function chosen(): SnippetAttributes {
  const fields = form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select");
  return [...fields]
    .filter((field) => field.value !== "" && field.validity.valid)
    .filter((field) => !(field instanceof HTMLInputElement && field.type === "checkbox" && field.checked))
    .map((field) => [field.name, field.value] as const);
}

/** Shows the thread with the chosen options, and the snippet that does the same on another page. */
function apply(): void {
  form.reportValidity();
  const attributes = chosen();
  code.textContent = snippet(endpoint, attributes);
  copied.textContent = "";
  for (const name of thread.getAttributeNames().filter((one) => one.startsWith("data-isso-"))) {
    thread.removeAttribute(name);
  }
  for (const [name, value] of attributes) thread.setAttribute(name, value);
  window.Isso?.destroy();
  void window.Isso?.init();
}

async function copySnippet(): Promise<void> {
  try {
    await navigator.clipboard.writeText(code.textContent ?? "");
    copied.textContent = "Copied.";
  } catch {
    copied.textContent = "Your browser does not allow it: please select the text.";
  }
}

/** Lists an event, the newest first. */
function note(event: Event): void {
  const item = document.createElement("li");
  const name = document.createElement("code");
  name.textContent = event.type;
  item.append(name, event instanceof CustomEvent ? ` ${summary(event.detail)}` : "");
  events.prepend(item);
  events.children[kept]?.remove();
}

/** The details of an event in one line, without whole comments. */
function summary(detail: Readonly<Record<string, unknown>>): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${typeof value === "object" ? "…" : String(value)}`)
    .join(", ");
}
