import { destination, type Logger, pino } from "pino";
import type { Log } from "../domain/ports.ts";

/** The log, and what its file needs from outside. */
export interface LogFile extends Log {
  /** Opens the file anew after it was moved away by a log rotation. */
  reopen(): void;
  close(): void;
}

const levelNames: ReadonlyMap<number, string> = new Map([
  [30, "INFO"],
  [40, "WARNING"],
  [50, "ERROR"],
]);

/**
 * Logs lines as the original does, `2026-01-31 12:00:00,000:INFO: message` in local time, to the file or,
 * where its name is empty, to standard error (behaviour section 1.1).
 */
export function openLog(file: string): LogFile {
  const sink = file === "" ? destination({ fd: 2, sync: true }) : destination({ dest: file, sync: true });
  const logger: Logger = pino(
    { base: null, timestamp: () => `,"time":${Date.now()}` },
    { write: (json: string) => void sink.write(lineOf(json)) },
  );
  return {
    info: (message) => logger.info(message),
    warn: (message) => logger.warn(message),
    error: (message) => logger.error(message),
    reopen: () => {
      if (file !== "") sink.reopen();
    },
    close: () => {
      if (file !== "") sink.end();
    },
  };
}

function lineOf(json: string): string {
  const { level, time, msg }: { level: number; time: number; msg: string } = JSON.parse(json);
  return `${localTime(new Date(time))}:${levelNames.get(level) ?? "INFO"}: ${msg}\n`;
}

function localTime(time: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
  return `${date} ${clock},${String(time.getMilliseconds()).padStart(3, "0")}`;
}
