/**
 * Elements that no setting can allow: they run code, load or embed documents, change what the addresses of the page
 * mean, or change how an HTML parser reads what follows them.
 */
const dangerousElements: ReadonlySet<string> = new Set([
  ...["script", "style", "link", "meta", "base", "title", "head", "body", "html"],
  ...["iframe", "frame", "frameset", "object", "embed", "applet", "param", "portal", "fencedframe"],
  ...["svg", "math", "template", "slot", "noscript", "noembed", "noframes"],
  ...["plaintext", "xmp", "listing", "textarea"],
]);

/**
 * Attributes that no setting can allow besides the event handlers: they run code, style the page, embed documents,
 * make requests that nobody sees, or reach a form or another element outside of the comment.
 */
const dangerousAttributes: ReadonlySet<string> = new Set([
  ...["style", "srcdoc", "srcset", "ping", "is", "nonce", "slot", "http-equiv"],
  ...["form", "popovertarget", "commandfor", "autofocus", "accesskey"],
]);

const scheme = /^(?:javascript|vbscript|data|file|blob):/;

/** Whether a comment with this element could do something to the page or its readers; the name in lower case. */
export function isDangerousElement(name: string): boolean {
  return dangerousElements.has(name) || scheme.test(name);
}

/** The same for an attribute's name in lower case. Attributes that hold an address are allowed: see `linkTarget.ts`. */
export function isDangerousAttribute(name: string): boolean {
  return name.startsWith("on") || dangerousAttributes.has(name) || scheme.test(name);
}

/** Whether a word in lower case can be the name of an HTML element or attribute. */
export function isHtmlName(name: string): boolean {
  return /^[a-z][a-z0-9:_.-]*$/.test(name);
}
