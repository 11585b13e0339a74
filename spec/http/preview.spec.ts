import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { previewsOfNetwork } from "../../src/http/previewGate.ts";
import { startTestApp, type TestApp } from "../support/testApp.ts";

/** So much nesting that no renderer gets through it within its deadline. */
const endless = JSON.stringify({ text: "*a_ ".repeat(16_000) });
const easy = JSON.stringify({ text: "*fine*" });

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp({ conf: "[server]\ntrusted-proxies = 127.0.0.1\n" });
});
afterEach(() => app.close());

const ask = (address: string, body: string): Promise<Response> =>
  fetch(`${app.url}/preview`, { method: "POST", headers: { "X-Forwarded-For": address }, body });

describe("POST /preview", () => {
  it("refuses a network that has too many in progress, and says when to come back", async () => {
    const many = Array.from({ length: previewsOfNetwork + 4 }, () => ask("10.0.1.1", endless));
    const answers = await Promise.race([Promise.all(many), Promise.any(many.map(refusal))]);
    const refused = Array.isArray(answers) ? undefined : answers;
    expect(refused?.headers.get("retry-after")).toBe("1");
    expect(await refused?.text()).toContain("Too many of your requests are in progress");
    expect((await ask("10.0.2.1", easy)).status).toBe(200);
  });

  it("never refuses who waits for each answer", async () => {
    for (let n = 0; n < previewsOfNetwork * 3; n += 1) expect((await ask("10.0.1.1", easy)).status).toBe(200);
  });
});

/** The answer, if it is a refusal for too many requests. */
async function refusal(answer: Promise<Response>): Promise<Response> {
  const response = await answer;
  if (response.status !== 429) throw new Error(`answered ${response.status}`);
  return response;
}
