/** Why a new comment was turned away; the codes are those of Isso's development branch. */
export type GuardReason = "ratelimit" | "direct-reply" | "reply-to-self" | "require-email" | "require-author";

/** A command that was understood and refused. `http` alone knows which status each one becomes. */
export type Rejection =
  | { readonly kind: "comment-unknown" }
  | { readonly kind: "not-authorised" }
  | { readonly kind: "guard"; readonly reason: GuardReason; readonly message: string }
  | { readonly kind: "thread-needs-title" }
  | {
      readonly kind: "vote-denied";
      readonly cause: { readonly total: number } | { readonly address: string };
      readonly likes: number;
      readonly dislikes: number;
    };
