import type { Catalogue } from "./keys.ts";

/** The one English text that the counter script needs. */
export const enCount: Pick<Catalogue, "num-comments"> = {
  "num-comments": { one: "One comment", other: "{{ n }} comments" },
};
