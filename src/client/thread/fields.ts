import { h, toggle } from "../dom.ts";
import type { PlainKey } from "../i18n/keys.ts";
import type { ThreadContext } from "./context.ts";
import { markInvalid } from "./invalid.ts";

/** Who writes, as the fields say; null for what was left empty. */
export interface Identity {
  readonly author: string | null;
  readonly email: string | null;
  readonly website: string | null;
  readonly notification: 0 | 1;
}

/** The fields about the writer, of one form. */
export interface Fields {
  /** The three inputs with their labels. */
  readonly inputs: readonly HTMLElement[];
  readonly notification: HTMLElement;
  /** What is entered; it is saved for the next comment. */
  read(): Identity;
  /** Whether all is well; otherwise the first field that is not says so. */
  check(): boolean;
  /** Follows the options. */
  refresh(): void;
}

type Name = "author" | "email" | "website";

const kinds: Readonly<Record<Name, Readonly<Record<string, string | number>>>> = {
  author: { type: "text", autocomplete: "name" },
  email: { type: "email", autocomplete: "email", maxlength: 254 },
  website: { type: "text", autocomplete: "url", inputmode: "url", maxlength: 254 },
};

/** Roughly what the server takes for a website (behaviour section 3.6); it has the last word. */
const website = /^(?:https?:\/\/)?(?:localhost|[^\s/]+\.[^\s/])\S*$/i;

/** The last bracket of a label, which says that the field may stay empty. */
const optional = /\s*[(（][^(（]*$/;

/** The fields with the values saved last (behaviour sections 4.1 to 4.3); `suffix` tells their ids apart. */
export function createFields(thread: ThreadContext, suffix: string): Fields {
  const { say, options } = thread;
  const author = field(thread, "author", suffix);
  const email = field(thread, "email", suffix);
  const site = field(thread, "website", suffix);
  const box = h("input", { type: "checkbox", name: "notification" });
  box.checked = !!options()["reply-notifications-default-enabled"];
  const notification = h(
    "div",
    "isso-notification-section",
    h("label", {}, box, say("postbox-notification")),
  );
  const wants = (): boolean => !!(options()["reply-notifications"] && email.input.value.trim());
  const refresh = (): void => {
    author.require(options()["require-author"]);
    email.require(options()["require-email"]);
    if (!options()["website-field"]) site.wrapper.remove();
    toggle(notification, wants(), "block");
  };
  email.input.oninput = refresh;
  refresh();
  return {
    inputs: [author.wrapper, email.wrapper, site.wrapper],
    notification,
    refresh,
    read: () => ({
      author: author.read(),
      email: email.read(),
      website: options()["website-field"] ? site.read() : null,
      notification: wants() && box.checked ? 1 : 0,
    }),
    check() {
      const given = this.read();
      const problems: readonly (readonly [Field, PlainKey, unknown])[] = [
        [email, "guard-require-email", options()["require-email"] && !given.email],
        [email, "invalid-email", email.input.validity.typeMismatch],
        [author, "guard-require-author", options()["require-author"] && !given.author],
        [site, "invalid-website", given.website && !website.test(given.website)],
      ];
      const found = problems.find(([, , wrong]) => wrong);
      if (found) markInvalid(found[0].input, say(found[1]));
      return !found;
    },
  };
}

/** One labelled input. */
interface Field {
  readonly wrapper: HTMLElement;
  readonly input: HTMLInputElement;
  read(): string | null;
  require(required: boolean | undefined): void;
}

function field({ say, store }: ThreadContext, name: Name, suffix: string): Field {
  const id = `isso-postbox-${name}${suffix}`;
  const key = `isso-${name}`;
  const placeholder = say(`postbox-${name}-placeholder`);
  const input = h("input", { id, name, placeholder, ...kinds[name] });
  const saved = store.get(key);
  if (typeof saved === "string") input.value = saved;
  const text = say(`postbox-${name}`);
  const label = h("label", { for: id }, text);
  return {
    input,
    wrapper: h("p", "isso-input-wrapper", label, input),
    read() {
      const value = input.value.trim() || null;
      store.set(key, value);
      return value;
    },
    require(required) {
      label.textContent = required ? text.replace(optional, "") : text;
      input.required = !!required;
    },
  };
}
