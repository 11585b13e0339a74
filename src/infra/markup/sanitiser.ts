import rehypeSanitize from "rehype-sanitize";
import type { PluggableList } from "unified";
import type { MarkupSettings } from "../../domain/config/settings.ts";
import { safeAddresses } from "./addresses.ts";
import { allowList } from "./allowList.ts";
import { onlyLanguages } from "./codeClass.ts";
import { ownFragments } from "./fragments.ts";

/**
 * What stands between a stranger's text and every reader's browser, as rehype plugins: whatever tree comes in, only
 * allowed elements, attributes and addresses come out, and links are marked. Behaviour sections 11.5 and 11.6.
 */
export function sanitiser(settings: MarkupSettings): PluggableList {
  const list: PluggableList = [onlyLanguages, [rehypeSanitize, allowList(settings)], safeAddresses];
  return settings.allowedAttributes.includes("id") ? [...list, ownFragments] : list;
}
