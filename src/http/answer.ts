import type { Exchange } from "./exchange.ts";

/** Answers with JSON; `null` is a value like any other. */
export function answerJson(exchange: Exchange, value: unknown, status = 200): void {
  exchange.status = status;
  exchange.res.setHeader("Content-Type", "application/json");
  exchange.body = JSON.stringify(value);
}

/** Answers with bytes of JSON as they are, without copying them. */
export function answerJsonBytes(exchange: Exchange, bytes: Uint8Array): void {
  exchange.res.setHeader("Content-Type", "application/json");
  exchange.body = Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Answers with text of a media type, which is sent exactly as given. */
export function answerText(exchange: Exchange, text: string, type = "text/plain; charset=utf-8"): void {
  exchange.res.setHeader("Content-Type", type);
  exchange.body = text;
}

/**
 * Answers with a page that runs nothing but what `policy` (a Content-Security-Policy) adds, cannot be framed, and
 * tells no other site its address, which may hold a key.
 */
export function answerPage(exchange: Exchange, page: string, policy = ""): void {
  const basic = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";
  exchange.res.setHeader("Content-Security-Policy", policy === "" ? basic : `${basic}; ${policy}`);
  exchange.res.setHeader("X-Content-Type-Options", "nosniff");
  exchange.res.setHeader("Referrer-Policy", "no-referrer");
  answerText(exchange, page, "text/html; charset=utf-8");
}

/** Sends the caller elsewhere; characters that a header cannot hold are percent-encoded. */
export function redirect(exchange: Exchange, status: 303 | 308, target: string): void {
  exchange.status = status;
  exchange.res.setHeader("Location", asciiUrl(target));
  answerText(exchange, "<!doctype html>\n<title>Redirecting...</title>\n", "text/html; charset=utf-8");
}

/** The address with everything but visible ASCII percent-encoded as UTF-8. */
export function asciiUrl(url: string): string {
  return url.replace(/[^\x21-\x7e]+/g, (part) =>
    Buffer.from(part, "utf8").toString("hex").toUpperCase().replace(/../g, "%$&"),
  );
}
