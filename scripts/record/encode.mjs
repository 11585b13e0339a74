const keptHeaders = [
  "content-type",
  "access-control-allow-origin",
  "access-control-allow-credentials",
  "access-control-allow-methods",
  "access-control-allow-headers",
  "access-control-expose-headers",
];

/** Gives every distinct value one place in a list, so that the file names it by number. */
function pool() {
  const values = [];
  const places = new Map();
  return {
    values,
    place(value) {
      const key = JSON.stringify(value);
      const known = places.get(key);
      if (known !== undefined) return known;
      places.set(key, values.length);
      values.push(value);
      return values.length - 1;
    },
  };
}

/** Sends one request and hands back what of the answer is worth keeping. */
export async function ask(base, request) {
  const response = await fetch(base + request.path, {
    method: request.method ?? "GET",
    headers: request.headers ?? {},
    body: request.send,
    redirect: "manual",
  });
  const text = (await response.text()).replaceAll(base, "{base}");
  const headers = {};
  for (const name of keptHeaders) {
    const value = response.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  const json = headers["content-type"] === "application/json" && text !== "";
  return { status: response.status, headers, body: json ? JSON.parse(text) : text };
}

/**
 * Collects exchanges into the shape of a golden file: comments, bodies and header sets are listed
 * once and referred to by number, since the same comments come back in hundreds of answers.
 */
export function recorder() {
  const comments = pool();
  const bodies = pool();
  const headers = pool();
  const exchanges = [];

  const isComment = (value) =>
    value !== null && typeof value === "object" && "id" in value && "mode" in value;

  function shrink(value) {
    if (Array.isArray(value)) return value.map(shrink);
    if (isComment(value)) {
      const { total_replies, hidden_replies, replies, ...own } = value;
      const place = comments.place(own);
      return replies === undefined
        ? { $: place }
        : { $: place, n: [total_replies, hidden_replies], r: replies.map((reply) => shrink(reply).$) };
    }
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, shrink(entry)]));
  }

  return {
    add(request, { status, headers: kept, body }) {
      exchanges.push({ ...request, status, head: headers.place(kept), body: bodies.place(shrink(body)) });
    },
    /** The file's text: one list element a line, so that a new recording gives a readable difference. */
    text(about) {
      const list = (values) => `[\n${values.map((value) => JSON.stringify(value)).join(",\n")}\n]`;
      const parts = Object.entries(about).map(
        ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
      );
      parts.push(`"headers": ${list(headers.values)}`, `"comments": ${list(comments.values)}`);
      parts.push(`"bodies": ${list(bodies.values)}`, `"exchanges": ${list(exchanges)}`);
      return `{\n${parts.join(",\n")}\n}\n`;
    },
  };
}
