import { destination, type Logger, pino } from "pino";
import type { Log } from "../domain/ports.ts";

/** The log, and what its file needs from outside. */
export interface LogFile extends Log {
  /** Opens the file anew after it was moved away by a log rotation. */
  reopen(): void;
  /** What comes later is not written. */
  close(): void;
}

/** From this level on a message may have several lines: it holds the trace of a defect. */
const ERROR_LEVEL = 50;

const levelNames: ReadonlyMap<number, string> = new Map([
  [30, "INFO"],
  [40, "WARNING"],
  [ERROR_LEVEL, "ERROR"],
]);

/**
 * Logs lines as the original does, `2026-01-31 12:00:00,000:INFO: message` in local time, to the file or,
 * where its name is empty, to standard error (behaviour section 1.1). One line a message, but for errors.
 * Throws when the file cannot be opened, with a message that names the option.
 */
export function openLog(file: string): LogFile {
  const sink = file === "" ? destination({ fd: 2, sync: true }) : openFile(file);
  let lines = "";
  let closed = false;
  const logger: Logger = pino(
    { base: null, timestamp: () => `,"time":${Date.now()}` },
    {
      write: (json: string) => {
        lines += lineOf(json);
      },
    },
  );
  // Lines that belong together go out in one write, and nobody else's between them.
  const written = (level: "info" | "warn" | "error", ...messages: readonly string[]): void => {
    if (closed) return;
    for (const message of messages) logger[level](message);
    sink.write(lines);
    lines = "";
  };
  return {
    info: (...messages) => written("info", ...messages),
    warn: (message) => written("warn", message),
    error: (message) => written("error", message),
    reopen: () => {
      if (!closed && file !== "") sink.reopen();
    },
    close: () => {
      if (!closed && file !== "") sink.end();
      closed = true;
    },
  };
}

function openFile(dest: string): ReturnType<typeof destination> {
  try {
    return destination({ dest, sync: true });
  } catch (error) {
    throw new Error(`[general] log-file: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function lineOf(json: string): string {
  const { level, time, msg }: { level: number; time: number; msg: string } = JSON.parse(json);
  const text = msg.replace(level < ERROR_LEVEL ? /[\p{Cc}\u2028\u2029]/gu : /(?!\n)\p{Cc}/gu, escaped);
  return `${localTime(new Date(time))}:${levelNames.get(level) ?? "INFO"}: ${text}\n`;
}

/** Commenters choose titles and addresses: without this they could write lines, or steer the operator's terminal. */
function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function localTime(time: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
  return `${date} ${clock},${String(time.getMilliseconds()).padStart(3, "0")}`;
}
