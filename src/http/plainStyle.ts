import { createHash } from "node:crypto";

/** Style sheet of the small pages that stand alone, such as those of moderation links. */
export const plainStyle: string = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.2; }
pre { padding: 0.75rem; border: 1px solid #8888; border-radius: 0.375rem; white-space: pre-wrap; }
input, textarea { box-sizing: border-box; width: 100%; }
input, textarea, button { padding: 0.5rem; font: inherit; }
button { padding: 0.5rem 1.25rem; cursor: pointer; }
`;

/** Directive of a Content-Security-Policy that allows this style sheet inside a page, and no other. */
export const plainStylePolicy: string = `style-src 'sha256-${createHash("sha256").update(plainStyle).digest("base64")}'`;
