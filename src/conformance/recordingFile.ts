import type { NormalAnswer } from "./normalise.ts";

/** Recorded answers of one server. */
export interface Recording {
  /** The version that the server reported. */
  readonly version: string;
  /** By the name of the step. */
  readonly answers: ReadonlyMap<string, NormalAnswer>;
}

/** An answer in a file: headers that most answers share are left out; one that is missing from them is null. */
interface FiledAnswer extends Omit<NormalAnswer, "headers" | "cookies"> {
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly cookies?: NormalAnswer["cookies"];
}

/** The content of a file of recorded answers. */
export interface RecordingFile {
  readonly version: string;
  /** Headers of every answer that does not say otherwise. */
  readonly usualHeaders: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, FiledAnswer>>;
}

/** Headers with the value that more than half of the answers give them. */
function usualHeadersOf(answers: readonly NormalAnswer[]): Readonly<Record<string, string>> {
  const counts = new Map<string, number>();
  for (const { headers } of answers) {
    for (const entry of Object.entries(headers)) {
      const key = JSON.stringify(entry);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const usual = [...counts].filter(([, count]) => count * 2 > answers.length);
  return Object.fromEntries(usual.map(([key]) => JSON.parse(key) as [string, string]));
}

/** Recorded answers in the form in which they are stored. */
export function toFile({ version, answers }: Recording): RecordingFile {
  const usual = usualHeadersOf([...answers.values()]);
  const filed = ({ headers, cookies, ...answer }: NormalAnswer): FiledAnswer => {
    const missing = Object.keys(usual).filter((name) => headers[name] === undefined);
    const own = [
      ...Object.entries(headers).filter(([name, value]) => usual[name] !== value),
      ...missing.map((name) => [name, null] as const),
    ];
    return {
      ...answer,
      ...(own.length === 0 ? {} : { headers: Object.fromEntries(own) }),
      ...(Object.keys(cookies).length === 0 ? {} : { cookies }),
    };
  };
  return {
    version,
    usualHeaders: usual,
    answers: Object.fromEntries([...answers].map(([name, answer]) => [name, filed(answer)])),
  };
}

/** Stored answers as they were recorded. */
export function fromFile({ version, usualHeaders, answers }: RecordingFile): Recording {
  const whole = ({ headers, cookies, ...answer }: FiledAnswer): NormalAnswer => ({
    ...answer,
    headers: Object.fromEntries(
      Object.entries({ ...usualHeaders, ...headers }).flatMap(([name, value]) =>
        value === null ? [] : [[name, value] as const],
      ),
    ),
    cookies: cookies ?? {},
  });
  return {
    version,
    answers: new Map(Object.entries(answers).map(([name, answer]) => [name, whole(answer)])),
  };
}
