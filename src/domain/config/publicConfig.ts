import type { Settings } from "./settings.ts";

/** The part of the settings that clients are told, by `/config` and with every thread. */
export type PublicConfig = Readonly<Record<string, boolean>>;

/** Derives it; `avatar` is only there when Gravatar takes its place. Behaviour section 3.15. */
export function publicConfig({ general, guard, rss }: Settings): PublicConfig {
  return {
    "reply-to-self": guard.replyToSelf,
    "require-email": guard.requireEmail,
    "require-author": guard.requireAuthor,
    "website-field": guard.websiteField,
    "reply-notifications": general.replyNotifications,
    gravatar: general.gravatar,
    ...(general.gravatar ? { avatar: false } : {}),
    feed: rss.base !== "",
  };
}
