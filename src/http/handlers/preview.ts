import { answerJson } from "../answer.ts";
import { readJson } from "../body.ts";
import type { HttpDeps } from "../deps.ts";
import type { Exchange, Handler } from "../exchange.ts";
import { createPreviewGate } from "../previewGate.ts";
import { badRequest, tooMany } from "../problem.ts";
import { clientNetwork } from "../request.ts";

/**
 * `POST /preview`: what a text will look like; nothing is kept (behaviour section 3.12). Whoever asks for too many at
 * once gets 429 and is asked to come back.
 */
export function previewHandler(): Handler {
  const gate = createPreviewGate();
  return async (exchange, deps) => {
    const leave = gate.enter(clientNetwork(exchange));
    if (leave === undefined) throw tooMany();
    try {
      await previewText(exchange, deps);
    } finally {
      leave();
    }
  };
}

async function previewText(exchange: Exchange, deps: HttpDeps): Promise<void> {
  const body = await readJson(exchange.req);
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw badRequest("JSON object expected");
  const text = "text" in body ? body.text : null;
  if (text === null || text === undefined) throw badRequest("no text given");
  if (typeof text !== "string") throw badRequest("text must be a string or null");
  answerJson(exchange, { text: await deps.renderer.preview(text) });
}
