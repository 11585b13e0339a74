import type { SentRequest } from "../http.ts";

/** A longer body is cut: no terminal takes it as an argument. */
const longestBody = 4_000;

/** A request as a line for a shell that sends it again. */
export function curlLine({ method, base, path, headers, body }: SentRequest): string {
  const parts = ["curl -i", ...methodPart(method), quoted(`${base}${path}`)];
  const own = (name: string, value: string): boolean => name === "Host" && base.endsWith(`//${value}`);
  for (const [name, value] of Object.entries(headers)) {
    if (!own(name, value)) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  }
  if (body === undefined) return parts.join(" ");
  if (headers["Content-Type"] === undefined) parts.push("-H 'Content-Type:'");
  if (body.length <= longestBody) return [...parts, `--data-binary ${quoted(body)}`].join(" ");
  return [
    ...parts,
    `--data-binary ${quoted(body.slice(0, longestBody))}`,
    `# body cut: it has ${body.length} characters`,
  ].join(" ");
}

function methodPart(method: string): readonly string[] {
  if (method === "GET") return [];
  return method === "HEAD" ? ["-I"] : [`-X ${method}`];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
