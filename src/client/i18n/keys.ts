/** Texts that are one sentence or label. `{{ name }}` and `{{ n }}` stand where a value goes. */
export type PlainKey =
  | "postbox-label"
  | "postbox-text"
  | "postbox-markdown"
  | "postbox-author"
  | "postbox-author-placeholder"
  | "postbox-email"
  | "postbox-email-placeholder"
  | "postbox-website"
  | "postbox-website-placeholder"
  | "postbox-preview"
  | "postbox-edit"
  | "postbox-submit"
  | "postbox-sending"
  | "postbox-notification"
  | "postbox-reply-to"
  | "draft-restored"
  | "draft-discard"
  | "no-comments"
  | "loading"
  | "retry"
  | "atom-feed"
  | "comment-reply"
  | "comment-edit"
  | "comment-save"
  | "comment-delete"
  | "comment-confirm"
  | "comment-close"
  | "comment-cancel"
  | "comment-deleted"
  | "comment-queued"
  | "comment-queued-info"
  | "comment-posted"
  | "comment-saved"
  | "comment-edited"
  | "comment-anonymous"
  | "comment-page-author-suffix"
  | "comment-upvote"
  | "comment-downvote"
  | "comment-score"
  | "comment-vote-refused"
  | "date-now"
  | "invalid-text"
  | "invalid-email"
  | "invalid-website"
  | "guard-ratelimit"
  | "guard-direct-reply"
  | "guard-reply-to-self"
  | "guard-require-email"
  | "guard-require-author"
  | "guard-error"
  | "error-load"
  | "error-offline"
  | "error-network"
  | "error-server"
  | "error-refused"
  | "error-too-long"
  | "error-gone"
  | "error-page-unknown"
  | "error-edit-over"
  | "error-not-recognised"
  | "text-kept";

/** Texts that change with the number that stands for `{{ n }}`. */
export type PluralKey =
  | "num-comments"
  | "comment-hidden"
  | "date-minute"
  | "date-hour"
  | "date-day"
  | "date-week"
  | "date-month"
  | "date-year"
  | "retry-in";

/** The forms of a text by CLDR plural category, as `Intl.PluralRules` names them; `other` is always there. */
export type PluralForms = { readonly [Category in Intl.LDMLPluralRule]?: string } & {
  readonly other: string;
};

/** All texts of one language. */
export type Catalogue = { readonly [Key in PlainKey]: string } & {
  readonly [Key in PluralKey]: PluralForms;
};
