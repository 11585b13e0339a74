import type { ServerResponse } from "node:http";

/**
 * Lets the site embed the server, on every answer (behaviour section 6.2). The origin is the caller's only if it is
 * one of the configured sites.
 */
export function allowOrigin(response: ServerResponse, origin: string): void {
  response.setHeader("Access-Control-Allow-Origin", origin);
  response.setHeader("Access-Control-Allow-Credentials", "true");
  response.setHeader("Access-Control-Allow-Methods", "HEAD, GET, POST, PUT, DELETE");
  response.setHeader("Access-Control-Allow-Headers", "Origin, Referer, Content-Type");
  response.setHeader("Access-Control-Expose-Headers", "X-Set-Cookie, Date");
}
