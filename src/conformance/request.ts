import type { Cast } from "./cast.ts";
import { cookieHeader } from "./cookies.ts";
import type { SentRequest } from "./http.ts";
import { isObject, type Json } from "./json.ts";
import type { Target } from "./run.ts";
import type { Step, StepBody } from "./scenario.ts";
import { sha1, signToken } from "./tokens.ts";
import { fillJson, fillPath, fillText, type Values } from "./values.ts";

/** Makes the values of a step's `let`; throws when one needs what there is not. */
export function makeValues(step: Step, cast: Cast, target: Target): void {
  for (const [name, recipe] of Object.entries(step.let))
    cast.values.set(name, made(recipe, cast.values, target));
}

function made(recipe: Json, values: Values, target: Target): Json {
  if (isObject(recipe) && recipe["sha1"] !== undefined) {
    return sha1(String(fillJson(recipe["sha1"], values)));
  }
  if (isObject(recipe) && recipe["sign"] !== undefined) {
    if (target.sessionKey === undefined) throw new Error("the session key of the server is not known");
    const age = recipe["age"] ?? 0;
    if (typeof age !== "number") throw new Error("'age' must be a number of seconds");
    return signToken(fillJson(recipe["sign"], values), target.sessionKey, Date.now() / 1000 - age);
  }
  return fillJson(recipe, values);
}

/** The request of a step with its values put in; throws when one is missing. */
export function requestOf(step: Step, cast: Cast, target: Target): SentRequest {
  const { values } = cast;
  const { request } = step;
  return {
    method: request.method,
    base: target.base,
    path: fillPath(request.path, values),
    headers: headersOf(step, cast),
    body: bodyText(request.body, values),
  };
}

function headersOf(step: Step, { values, jars }: Cast): Readonly<Record<string, string>> {
  const { request } = step;
  const jar = jars.get(step.as) ?? [];
  const cookies =
    request.cookies === undefined
      ? jar
      : Object.entries(request.cookies).map(
          ([name, value]) => [fillText(name, values), fillText(value, values)] as const,
        );
  const standard: Readonly<Record<string, string | undefined>> = {
    Host: fillText("{{serverHost}}", values),
    "X-Forwarded-For": fillText(`{{address.${step.as}}}`, values),
    "Content-Type": request.body.kind === "json" ? "application/json" : undefined,
    Cookie: cookieHeader(cookies),
  };
  const written = Object.entries(request.headers);
  const given = new Set(written.map(([name]) => name.toLowerCase()));
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(standard)) {
    if (value !== undefined && !given.has(name.toLowerCase())) headers[name] = value;
  }
  for (const [name, value] of written) if (value !== null) headers[name] = fillText(value, values);
  return headers;
}

function bodyText(body: StepBody, values: Values): string | undefined {
  switch (body.kind) {
    case "none":
      return undefined;
    case "json":
      return JSON.stringify(fillJson(body.json, values));
    case "text":
      return fillText(body.text, values);
    case "repeat":
      return fillText(body.text, values).repeat(body.times);
  }
}
