import type { Settings } from "./domain/config/settings.ts";

/** The settings that judge comments or shape their answers, as the log records them: no secrets, no paths. */
export function rulesInForce({
  general,
  moderation,
  guard,
  markup,
}: Settings): Readonly<Record<string, string>> {
  return {
    "general.max-age": String(general.maxAge),
    "moderation.enabled": String(moderation.enabled),
    "moderation.approve-if-email-previously-approved": String(moderation.approveKnownEmail),
    "moderation.purge-after": String(moderation.purgeAfter),
    "guard.enabled": String(guard.enabled),
    "guard.ratelimit": String(guard.ratelimit),
    "guard.direct-reply": String(guard.directReply),
    "guard.reply-to-self": String(guard.replyToSelf),
    "guard.require-author": String(guard.requireAuthor),
    "guard.require-email": String(guard.requireEmail),
    "markup.renderer": markup.renderer,
    "markup.allowed-elements": markup.allowedElements.join(", "),
    "markup.allowed-attributes": markup.allowedAttributes.join(", "),
  };
}
