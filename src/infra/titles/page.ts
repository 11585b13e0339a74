import { type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

/** The body of an answered request, cut at 1 MiB. */
export interface Page {
  readonly bytes: Buffer;
  readonly contentType: string | undefined;
}

type Answer = { readonly page: Page } | { readonly location: string } | undefined;

/** Milliseconds for one request, from the look-up of the name to the last byte. */
const deadline = 3000;
const requestLimit = 3;
const sizeLimit = 1024 * 1024;
const redirects: readonly (number | undefined)[] = [301, 302, 303, 307, 308];

/**
 * Reads a page of a site, undefined if it is not there. Only the configured origin is ever contacted: the host
 * never comes from the uri, a redirect elsewhere is not followed, and no proxy is used. That is why this is
 * node:http and not `fetch`, which takes one address for host and path. Rejects on network errors and on
 * overrunning the deadline. Behaviour section 7; deliberately different are the redirects besides 301 and the
 * limit of the whole time.
 */
export async function readPage(origin: string, uri: string, userAgent: string): Promise<Page | undefined> {
  const site = new URL(origin);
  let target = requestTarget(site, uri);
  for (let count = 0; count < requestLimit && target !== undefined; count += 1) {
    const answer = await get(site, target, userAgent);
    if (answer === undefined) return undefined;
    if ("page" in answer) return answer.page;
    target = redirectTarget(site, target, answer.location);
  }
  return undefined;
}

/**
 * The uri as a request target with non-ASCII characters percent-encoded, undefined if it is none.
 * Of an absolute address on this site it is the path and query.
 */
function requestTarget(site: URL, uri: string): string | undefined {
  if (uri === "") return "/";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they would end the request line
  if (/[\u0000-\u0020\u007f]/.test(uri)) return undefined;
  if (!uri.startsWith("/")) return sameSiteTarget(site, uri);
  const [beforeFragment = ""] = uri.split("#", 1);
  return beforeFragment.replace(/[^\u0021-\u007e]+/g, percentEncoded);
}

function percentEncoded(text: string): string {
  return Buffer.from(text, "utf8").toString("hex").toUpperCase().replace(/../g, "%$&");
}

function sameSiteTarget(site: URL, address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { origin, pathname, search } = new URL(address);
  return origin === site.origin ? pathname + search : undefined;
}

/** Header values arrive as Latin-1 although servers write UTF-8. */
function redirectTarget(site: URL, target: string, location: string): string | undefined {
  const base = site.origin + target;
  const address = Buffer.from(location, "latin1").toString("utf8");
  return URL.canParse(address, base) ? sameSiteTarget(site, new URL(address, base).href) : undefined;
}

function get(site: URL, path: string, userAgent: string): Promise<Answer> {
  const send = site.protocol === "https:" ? requestHttps : requestHttp;
  const options: RequestOptions = {
    path,
    // An agent of its own ignores proxy settings of the environment and keeps no connection open.
    agent: false,
    headers: { "user-agent": userAgent, accept: "text/html,*/*;q=0.5", "accept-encoding": "identity" },
    signal: AbortSignal.timeout(deadline),
  };
  return new Promise((resolve, reject) => {
    const request = send(site, options, (response) => {
      read(response).then(resolve, reject);
    });
    request.on("error", reject);
    request.end();
  });
}

async function read(response: IncomingMessage): Promise<Answer> {
  const { location, "content-type": contentType } = response.headers;
  if (response.statusCode !== 200) {
    response.destroy();
    return redirects.includes(response.statusCode) && location !== undefined ? { location } : undefined;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= sizeLimit) break;
  }
  return { page: { bytes: Buffer.concat(chunks).subarray(0, sizeLimit), contentType } };
}
