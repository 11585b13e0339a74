import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Options of one section of a configuration file; a list becomes one indented line per entry. */
type SectionOptions = Readonly<Record<string, string | readonly string[]>>;

/** Sections of a configuration file by name. */
export type Sections = Readonly<Record<string, SectionOptions>>;

function optionLine([option, value]: [string, string | readonly string[]]): string {
  return typeof value === "string"
    ? `${option} = ${value}\n`
    : `${option} =${value.map((line) => `\n    ${line}`).join("")}\n`;
}

/** The text of a configuration file as both servers read it (behaviour section 1.2). */
function confText(sections: Sections): string {
  return Object.entries(sections)
    .map(([name, options]) => `[${name}]\n${Object.entries(options).map(optionLine).join("")}`)
    .join("\n");
}

/** Where a server under test keeps its database and listens. */
export interface Site {
  /** Directory that gets the file `isso.cfg`. */
  readonly dir: string;
  /** Path of the SQLite file. */
  readonly database: string;
  readonly port: number;
}

/**
 * Writes a configuration file for a site and hands back its path.
 * The address is numeric: a name could be resolved to IPv6 by one server and to IPv4 by the other,
 * and then the same client would belong to two different networks.
 */
export async function writeConf(site: Site, sections: Sections): Promise<string> {
  const path = join(site.dir, "isso.cfg");
  const full = {
    ...sections,
    general: { ...sections["general"], dbpath: site.database },
    server: { ...sections["server"], listen: `http://127.0.0.1:${site.port}` },
  };
  await writeFile(path, confText(full));
  return path;
}
