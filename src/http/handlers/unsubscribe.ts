import { unescape as decodePercent } from "node:querystring";
import { answerPage } from "../answer.ts";
import { requireSubscriber } from "../authority.ts";
import type { HttpDeps } from "../deps.ts";
import { rejected } from "../errors.ts";
import type { Exchange } from "../exchange.ts";
import { html, page } from "../html.ts";
import { plainStylePolicy } from "../plainStyle.ts";
import { notFound } from "../problem.ts";
import { routeId } from "../routeId.ts";

/** `GET /id/N/unsubscribe/EMAIL/KEY`: a reader ends the reply mails of one conversation (behaviour section 3.17). */
export async function unsubscribe(exchange: Exchange, deps: HttpDeps): Promise<void> {
  const { id = "", email: encoded = "", key = "" } = exchange.state.params;
  // Mails carry the address encoded once or twice; the router has undone one of them.
  const email = decodePercent(encoded);
  requireSubscriber(key, deps, email);
  const comment = routeId(id);
  if (comment === undefined) throw notFound();
  const now = deps.clock.now();
  const result = await deps.commands.run({ type: "EndSubscription", now, comment, email });
  if (!result.ok) throw rejected(result.error);
  const title = "Successfully unsubscribed";
  answerPage(
    exchange,
    page(
      title,
      html`<h1>${title}</h1>
<p>You have been unsubscribed from replies in the given conversation.</p>`,
    ),
    plainStylePolicy,
  );
}
