import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sections, writeConf } from "./conf.ts";
import { freePort } from "./process.ts";

/** A directory of its own with a configuration file, and the database it points to. */
export interface TestSite {
  readonly dir: string;
  readonly conf: string;
  /** Path of the SQLite file; it exists when the site was made from one. */
  readonly database: string;
  /** Removes the directory; the servers on it must have ended. */
  remove(): Promise<void>;
}

/** Makes a site in the temporary directory, on a copy of `source` when one is given. */
export async function makeSite(sections: Sections, source?: string): Promise<TestSite> {
  const dir = await mkdtemp(join(tmpdir(), "isso-spec-"));
  const database = join(dir, "comments.db");
  if (source !== undefined) await copyFile(source, database);
  const conf = await writeConf({ dir, database, port: await freePort() }, sections);
  return { dir, conf, database, remove: () => rm(dir, { recursive: true, force: true }) };
}
