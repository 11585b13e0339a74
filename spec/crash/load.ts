import { post, send } from "../support/actions.ts";

/** What must be found again after a crash, and what may be. */
export interface Ledger {
  /** Acknowledged comments by id: any one of these texts. More than one while an edit is not yet acknowledged. */
  readonly acknowledged: Map<number, { readonly uri: string; readonly texts: Set<string> }>;
  /** Every text ever sent: a stored comment must have one of them. */
  readonly sent: Set<string>;
}

/** Threads that the load writes to. */
export const loadUris: readonly string[] = ["/crash/one/", "/crash/two/", "/crash/three/"];

const connections = 8;
const editEvery = 4;

async function writeOne(base: string, ledger: Ledger, name: string, number: number): Promise<void> {
  const uri = loadUris[number % loadUris.length] ?? "";
  const text = `${name} number ${number}`;
  ledger.sent.add(text);
  const { id, cookie } = await post(base, uri, { text, title: `Page ${uri}` }, `10.${number % 250}.3.4`);
  const texts = new Set([text]);
  ledger.acknowledged.set(id, { uri, texts });
  if (number % editEvery !== 0) return;
  const edited = `${text}, edited`;
  ledger.sent.add(edited);
  texts.add(edited);
  await send(`${base}/id/${id}`, "PUT", { text: edited }, { cookie });
  texts.delete(text);
}

/**
 * Posts and edits comments on several connections at once until the server no longer answers.
 * `onAcknowledged` hears the number of acknowledged writes so far and may end the server.
 */
export async function writeUntilDead(
  base: string,
  ledger: Ledger,
  name: string,
  onAcknowledged: (count: number) => void,
): Promise<void> {
  let count = 0;
  const connection = async (lane: number): Promise<void> => {
    for (let number = 0; ; number += 1) {
      await writeOne(base, ledger, `${name} lane ${lane}`, number);
      count += 1;
      onAcknowledged(count);
    }
  };
  const lanes = Array.from({ length: connections }, (_, lane) => connection(lane));
  const ends = await Promise.allSettled(lanes);
  for (const end of ends) {
    const refused = end.status === "rejected" && /answered \d/.test(String(end.reason));
    if (refused) throw new Error(`the server refused a write before it was killed: ${String(end.reason)}`);
  }
}
