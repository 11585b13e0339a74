import { answerJson } from "../answer.ts";
import { readJson } from "../body.ts";
import type { HttpDeps } from "../deps.ts";
import type { Exchange } from "../exchange.ts";
import { badRequest } from "../problem.ts";

/** `POST /preview`: what a text will look like; nothing is kept (behaviour section 3.12). */
export async function previewText(exchange: Exchange, deps: HttpDeps): Promise<void> {
  const body = await readJson(exchange.req);
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw badRequest("JSON object expected");
  const text = "text" in body ? body.text : null;
  if (text === null || text === undefined) throw badRequest("no text given");
  if (typeof text !== "string") throw badRequest("text must be a string or null");
  answerJson(exchange, { text: await deps.renderer.render(text) });
}
