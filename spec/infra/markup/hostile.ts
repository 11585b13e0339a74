import { readFileSync } from "node:fs";
import type { MarkupSettings } from "../../../src/domain/config/settings.ts";
import { recordedSettings } from "../../support/markdownCorpus.ts";

/** Texts that try to run code or to reach out of their element: published vectors and our own. */
export const payloads: readonly string[] = JSON.parse(
  readFileSync(new URL("../../golden/markdown/xss.json", import.meta.url), "utf8"),
);

/** Every element of HTML that the settings can allow, also outdated ones and some that never were. */
const everyElement =
  "abbr acronym address area article aside audio b basefont bdi bdo bgsound big blink button canvas caption center " +
  "cite col colgroup command content data datalist dd details dfn dialog dir div dl dt em fieldset figcaption figure " +
  "font footer form header hgroup i image img input ins isindex kbd keygen label layer legend main map mark marquee " +
  "menu menuitem meter multicol nav nobr optgroup option output picture progress q rb rp rt rtc ruby s samp search " +
  "section select shadow small source spacer span strike sub summary sup time tr track tt u ul var video wbr x-element xml xss";

/** Every attribute of HTML that the settings can allow. */
const everyAttribute =
  "abbr accept accept-charset action align allow alt archive aria-label as async autocapitalize autocomplete autoplay " +
  "background bgcolor border charset checked cite class classid clear code codebase codetype color cols colspan command " +
  "content contenteditable controls coords crossorigin data data-x datetime decoding default defer dir " +
  "dirname disabled download draggable dynsrc enctype enterkeyhint fetchpriority face for formaction formenctype formmethod " +
  "formnovalidate formtarget frame headers height hidden high href hreflang hspace icon id imagesizes inert inputmode " +
  "integrity itemid itemprop itemref itemscope itemtype kind label lang language list loading longdesc loop low lowsrc " +
  "manifest max maxlength media method min minlength multiple muted name nohref nomodule novalidate open optimum part " +
  "pattern placeholder playsinline popover poster preload profile readonly referrerpolicy rel required rev reversed role " +
  "rows rowspan rules sandbox scope selected shape size sizes span spellcheck src srclang start step summary tabindex " +
  "target title translate type usemap valign value version vspace width wrap xlink:href xml:base xmlns";

/** The widest allow-list that there can be. */
export const wide: Pick<MarkupSettings, "allowedElements" | "allowedAttributes"> = {
  allowedElements: everyElement.split(" "),
  allowedAttributes: everyAttribute.split(" "),
};

function recorded(name: string): MarkupSettings {
  const settings = recordedSettings.get(name);
  if (settings === undefined) throw new Error(`no settings ${name}`);
  return settings;
}

/** Both dialects as they are shipped, with every extension, and with every extension and the widest allow-list. */
export const manySettings: Readonly<Record<string, MarkupSettings>> = {
  mistune: recorded("mistune"),
  "mistune with every plugin": recorded("mistuneAll"),
  "mistune with everything allowed": { ...recorded("mistuneAll"), ...wide },
  misaka: recorded("misaka"),
  "misaka with every extension": recorded("misakaAll"),
  "misaka with everything allowed": { ...recorded("misakaAll"), ...wide },
  "misaka with every extension and addition": {
    ...recorded("misakaAll"),
    extras: { highlight: true, smartPunctuation: true, emoji: true },
  },
  "misaka with raw HTML only": { ...recorded("misaka"), misaka: { options: [], flags: [] }, ...wide },
};
