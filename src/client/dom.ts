type Value = string | number | boolean;
type Child = Node | string | null | undefined | false;

/** Attributes by name. */
export type Attributes = Readonly<Record<string, Value>>;

/** An HTML element with attributes, or its class alone, and children; strings become text, never markup. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes | string = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  return fill(document.createElement(tag), attributes, children);
}

/** An SVG element, drawn by presentation attributes only, which every content security policy lets through. */
export function svg(tag: string, attributes: Attributes, ...children: readonly Child[]): SVGElement {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/** Shows or hides an element, whatever a style sheet says of it. */
export function toggle(element: HTMLElement, visible: boolean, display = ""): void {
  element.hidden = !visible;
  element.style.display = visible ? display : "none";
}

/**
 * A link that acts as a button, which is the form that themes know (behaviour section 5.2). It does nothing while
 * what it did last is still going on.
 */
export function action(className: string, label: Child, act: () => unknown): HTMLAnchorElement {
  const link = h("a", { class: className, href: "#", role: "button" }, label);
  let busy = false;
  link.onclick = async (event) => {
    event.preventDefault();
    // The second click of a double click must not confirm what the first one asked.
    if (busy || event.detail > 1) return;
    busy = true;
    await act();
    busy = false;
  };
  link.onkeydown = (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    link.click();
  };
  return link;
}

/** Hides an element from the eye but not from screen readers, also where the page has a style of its own. */
export function hideFromSight<E extends HTMLElement>(element: E): E {
  element.style.cssText = "position:absolute;clip-path:inset(50%)";
  return element;
}

interface HtmlPolicy {
  createHTML(html: string): string;
}

declare global {
  interface Window {
    readonly trustedTypes?: {
      createPolicy(name: string, rules: HtmlPolicy): HtmlPolicy;
    };
  }
}

let policy: HtmlPolicy | undefined;

/**
 * Puts HTML that the server has sanitised into an element: the one place where text is read as markup. Where the
 * page enforces Trusted Types it must allow the policy `isso`.
 */
export function setSanitisedHtml(element: Element, html: string): void {
  const asIs: HtmlPolicy = { createHTML: (text) => text };
  policy ??= window.trustedTypes?.createPolicy("isso", asIs) ?? asIs;
  element.innerHTML = policy.createHTML(html);
}

/** The text that a value stands for which the server has escaped for HTML (its author and website). */
export function unescaped(text: string): string {
  const named: Readonly<Record<string, string>> = {
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    "#x27": "'",
  };
  return text.replace(/&(#?\w+);/g, (entity, name: string) => named[name] ?? entity);
}

function fill<E extends Element>(element: E, attributes: Attributes | string, children: readonly Child[]): E {
  const named = typeof attributes === "string" ? { class: attributes } : attributes;
  for (const [name, value] of Object.entries(named)) element.setAttribute(name, String(value));
  for (const child of children) if (child) element.append(child);
  return element;
}
