import type { IniSection } from "./ini.ts";

/** The process environment as it is handed in: name to text. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Replaces `$NAME` and `${NAME}` by the environment's text, once: what was put in is not looked at again.
 * Unknown names stay as written and there is no escape. Behaviour section 1.2.
 */
export function expandVariables(text: string, environment: Environment): string {
  return text.replace(/\$(?:([A-Za-z0-9_]+)|\{([^}]*)\})/g, (written, bare?: string, braced?: string) => {
    const name = bare ?? braced ?? "";
    return (Object.hasOwn(environment, name) ? environment[name] : undefined) ?? written;
  });
}

/**
 * Replaces `%(option)s` by the text of that option of the same section, else of `[DEFAULT]`, once. Every other `%`
 * stays, because passwords hold them. Older configurations name the database by it: `dbpath = /srv/%(name)s.db`.
 */
export function expandReferences(text: string, section: IniSection, defaults: IniSection): string {
  return text.replace(/%\(([^)]*)\)s/g, (written, reference: string) => {
    const name = reference.toLowerCase();
    return section.get(name) ?? defaults.get(name) ?? written;
  });
}
