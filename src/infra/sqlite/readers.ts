import { type Cell, type Connection, connect } from "./connection.ts";

/** Read-only connections that share the questions between them, each answering one at a time. */
export interface Readers {
  all<Row>(sql: string, ...params: readonly Cell[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** Kibibytes of pages that a reader keeps. Four times as many made nothing faster: the system keeps them as well. */
const pageKibibytes = 2000;

/** Opens `count` readers; they see every committed transaction and never wait for the writer. */
export async function openReaders(path: string, count: number): Promise<Readers> {
  const connections: Connection[] = [];
  const close = async (): Promise<void> => {
    for (const connection of connections) await connection.close();
  };
  try {
    while (connections.length < count) {
      const connection = await connect(path, "read-only");
      connections.push(connection);
      await connection.exec(
        `PRAGMA query_only = ON; PRAGMA cache_size = -${pageKibibytes}; PRAGMA temp_store = MEMORY`,
      );
    }
  } catch (error) {
    await close();
    throw error;
  }
  let turn = 0;
  return {
    all: async (sql, ...params) => {
      turn = (turn + 1) % connections.length;
      const connection = connections[turn];
      if (connection === undefined) throw new RangeError("no reader is open");
      return await connection.all(sql, ...params);
    },
    close,
  };
}
