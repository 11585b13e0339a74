import type { Processor } from "unified";

/** A remark plugin: the named constructs of core Markdown lose their meaning. */
export function literally(this: Processor, names: readonly string[]): void {
  const data = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: [...names] } }];
}
