import type { ApplyRetention } from "../../domain/comment/commands.ts";
import type { Facts } from "../../domain/comment/facts.ts";
import { rfc3339 } from "../../domain/log/rfc3339.ts";
import { heldSlots } from "./knownRows.ts";
import type { StreamBefore } from "./projector.ts";
import type { Transaction } from "./transaction.ts";

/** Streams that one command takes at the most; the caller repeats until nothing is due. */
const streamsAtOnce = 200;

interface DueRow {
  readonly stream: string;
  readonly version: number;
  readonly held: string;
}

const selectDue = `SELECT e.stream,
    (SELECT max(v.stream_version) FROM event v WHERE v.stream = e.stream) AS version,
    json_group_array(json_array(e.seq, p.slot)) AS held
  FROM private p JOIN event e ON e.seq = p.seq
  WHERE p.expires_at IS NOT NULL AND p.value IS NOT NULL AND p.expires_at <= ?
  GROUP BY e.stream LIMIT ${streamsAtOnce}`;

/** Reads the private values whose last day is over. */
export async function loadDueSlots(
  tx: Transaction,
  { now }: ApplyRetention,
): Promise<{ facts: Facts["ApplyRetention"]; streams: ReadonlyMap<string, StreamBefore> }> {
  await tx.flush();
  const rows = await tx.all<DueRow>(selectDue, rfc3339(now * 1000));
  return {
    facts: {
      due: rows.map(({ stream, version, held }) => ({
        stream: { name: stream, version },
        held: heldSlots(held),
      })),
    },
    streams: new Map(),
  };
}
