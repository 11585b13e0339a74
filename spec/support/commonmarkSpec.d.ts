declare module "commonmark-spec" {
  /** The examples of the specification, tabs shown as arrows. */
  export const tests: readonly { readonly number: number; readonly markdown: string }[];
}
