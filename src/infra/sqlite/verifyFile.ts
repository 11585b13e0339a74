import { existsSync } from "node:fs";
import { type Connection, connect } from "./connection.ts";
import { inspect } from "./inspect.ts";
import { verifyLog } from "./verifyLog.ts";

/** The outcome of verifying a database file. */
export type VerifiedFile =
  | { readonly kind: "sound"; readonly events: number; readonly origin: string; readonly root: string }
  | { readonly kind: "flawed"; readonly seq: number; readonly flaw: string }
  | { readonly kind: "unreadable"; readonly message: string };

/** Verifies the log in a database file without writing to it; a server may be running on it meanwhile. */
export async function verifyFile(path: string): Promise<VerifiedFile> {
  if (!existsSync(path)) return { kind: "unreadable", message: `database ${path}: there is no such file` };
  let connection: Connection | undefined;
  try {
    connection = await connect(path, "read-only");
    const contents = await inspect(connection, path);
    if (contents.kind !== "ledger") {
      return {
        kind: "unreadable",
        message: `database ${path}: holds no log yet; start the server to adopt it`,
      };
    }
    // One snapshot: events that come while this goes on are left for the next time.
    await connection.run("BEGIN");
    const verified = await verifyLog(connection);
    await connection.run("COMMIT");
    return verified.ok ? { kind: "sound", ...verified } : { kind: "flawed", ...verified };
  } catch (error) {
    return { kind: "unreadable", message: error instanceof Error ? error.message : String(error) };
  } finally {
    await connection?.close();
  }
}
