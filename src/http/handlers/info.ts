import { publicConfig } from "../../domain/config/publicConfig.ts";
import { answerJson } from "../answer.ts";
import type { HttpDeps } from "../deps.ts";
import type { Exchange } from "../exchange.ts";
import { issoVersion } from "../version.ts";

/** `/info`: what this server is and under which address it was reached (behaviour section 3.15). */
export function serverInfo(exchange: Exchange, { settings }: HttpDeps): void {
  const { base, origin } = exchange.state;
  const moderation = settings.moderation.enabled;
  answerJson(exchange, { version: issoVersion, host: base.url, origin, moderation });
}

/** `GET /config`: the settings that the browser side may know (behaviour section 3.15). */
export function siteConfig(exchange: Exchange, { settings }: HttpDeps): void {
  answerJson(exchange, { config: publicConfig(settings) });
}
