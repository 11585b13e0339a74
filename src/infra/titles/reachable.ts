import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

/** Milliseconds that a site has to answer. */
const patience = 5_000;

/** The first of the sites that answers `HEAD /`, whatever it answers; undefined when none does. */
export async function firstReachable(sites: readonly string[]): Promise<string | undefined> {
  for (const site of sites) if (await answers(site)) return site;
  return undefined;
}

function answers(site: string): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const request = site.startsWith("https:") ? requestHttps : requestHttp;
      const asked = request(new URL("/", site), { method: "HEAD", timeout: patience });
      asked.on("response", (response) => {
        response.resume();
        resolve(true);
      });
      asked.on("timeout", () => asked.destroy());
      asked.on("error", () => resolve(false));
      asked.end();
    } catch {
      // An address that is no URL cannot be reached either.
      resolve(false);
    }
  });
}
