import type { IncomingMessage } from "node:http";
import rawBody from "raw-body";
import { badRequest, Problem } from "./problem.ts";

/** Most bytes that a request body may have (behaviour section 3.5). */
const BODY_LIMIT = 262_144;

/**
 * The whole body, whatever its Content-Encoding says. Refuses more than {@link BODY_LIMIT} bytes with 413, whether
 * announced or chunked, and a body that ends too early with 400.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const announced = request.headers["content-length"];
  try {
    return await rawBody(request, {
      limit: BODY_LIMIT,
      ...(announced === undefined ? {} : { length: announced }),
    });
  } catch (error) {
    if (statusOf(error) === 413) throw new Problem(413);
    throw unreadable();
  }
}

/**
 * The JSON value of the body, read as UTF-8 with invalid bytes as U+FFFD. A byte order mark, anything after the
 * value and an empty body are refused with 400 (behaviour section 3.5).
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const text = (await readBody(request)).toString("utf8");
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable();
  }
}

function unreadable(): Problem {
  return badRequest("Unable to read JSON request");
}

function statusOf(error: unknown): unknown {
  return error instanceof Error && "status" in error ? error.status : undefined;
}
