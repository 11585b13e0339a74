import type { HashSpec } from "./hashSpec.ts";

/**
 * One site's configuration, parsed once from `isso.conf` and the user's file.
 * Durations are whole seconds. Sections and options: `isso.conf`, behaviour section 1.4.
 */
export interface Settings {
  readonly general: {
    /** Path of the SQLite file; `~` already expanded, otherwise relative to the working directory. */
    readonly dbpath: string;
    /** Mount name when several sites share a process; empty for a single site. */
    readonly name: string;
    /** Sites that may embed the server, in the order of the file; never empty. */
    readonly hosts: readonly [string, ...string[]];
    readonly maxAge: number;
    /** `stdout` and `smtp`, each at most once. */
    readonly notify: readonly string[];
    readonly replyNotifications: boolean;
    /** Empty: log to standard error. */
    readonly logFile: string;
    readonly gravatar: boolean;
    /** Holds `{}`, the place of the MD5, at most once and no other braces. */
    readonly gravatarUrl: string;
    readonly latestEnabled: boolean;
  };
  readonly admin: { readonly enabled: boolean; readonly password: string };
  readonly moderation: {
    readonly enabled: boolean;
    readonly approveKnownEmail: boolean;
    readonly purgeAfter: number;
  };
  readonly server: {
    readonly listen: ListenAddress;
    /** External base URL without trailing slash; empty: taken from each request. */
    readonly publicEndpoint: string;
    readonly trustedProxies: readonly string[];
    /** Overrides the SameSite attribute; empty: decided by the scheme. */
    readonly samesite: "" | "Strict" | "Lax" | "None";
  };
  readonly smtp: {
    readonly username: string;
    readonly password: string;
    readonly host: string;
    readonly port: number;
    readonly security: "none" | "starttls" | "ssl";
    readonly to: string;
    readonly from: string;
    readonly timeout: number;
  };
  readonly guard: GuardSettings;
  readonly markup: MarkupSettings;
  readonly hash: { readonly salt: string; readonly spec: HashSpec };
  readonly rss: { readonly base: string; readonly limit: number };
}

/** Where the server listens: a TCP address, or a Unix socket by path. */
export type ListenAddress =
  | { readonly kind: "tcp"; readonly host: string; readonly port: number }
  | { readonly kind: "unix"; readonly path: string };

/** The `[guard]` section: what a new comment must satisfy. */
export interface GuardSettings {
  readonly enabled: boolean;
  /** Comments of one network within 60 seconds. */
  readonly ratelimit: number;
  /** Top-level comments of one network in one thread. */
  readonly directReply: number;
  readonly replyToSelf: boolean;
  readonly requireAuthor: boolean;
  readonly requireEmail: boolean;
  readonly websiteField: boolean;
}

/** The `[markup]` sections: names in our spelling, known ones only. */
export interface MarkupSettings {
  readonly renderer: "mistune" | "misaka" | "gfm";
  readonly allowedElements: readonly string[];
  readonly allowedAttributes: readonly string[];
  readonly misaka: { readonly options: readonly string[]; readonly flags: readonly string[] };
  readonly mistune: { readonly plugins: readonly string[]; readonly parameters: readonly string[] };
  readonly extras: MarkupExtras;
}

/** The `[markup.extras]` section: what no version of the original does in this way. */
export interface MarkupExtras {
  /** Colours for code whose language is given, as classes. */
  readonly highlight: boolean;
  /** Typographic quotes, dashes and ellipses. */
  readonly smartPunctuation: boolean;
  /** `:name:` as an emoji. */
  readonly emoji: boolean;
}
