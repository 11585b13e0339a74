import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../src/domain/base64url.ts";
import type { EventType } from "../../../src/domain/event/events.ts";
import { currentVersions } from "../../../src/domain/event/upcasters.ts";
import { isCanonical } from "../../../src/domain/log/canonicalJson.ts";
import { commitment } from "../../../src/domain/log/commitment.ts";
import { open } from "../../../src/domain/log/envelope.ts";
import { leafHash } from "../../../src/domain/log/hashes.ts";
import { fromHex, toHex, utf8 } from "../../support/json.ts";
import { goldenData } from "./samples.ts";

/** A stored event as released: these bytes are never written anew. */
interface Golden {
  readonly body: string;
  readonly leafHash: string;
  readonly private: readonly { readonly slot: string; readonly salt: string; readonly value: string }[];
}

const folder = new URL("../../golden/events/", import.meta.url);
const types = Object.keys(currentVersions) as EventType[];
const versions = types.flatMap((type) =>
  Array.from({ length: currentVersions[type] }, (_, at) => ({ type, version: at + 1 })),
);

function golden(type: EventType, version: number): Golden {
  return JSON.parse(readFileSync(new URL(`${type}.v${version}.json`, folder), "utf8")) as Golden;
}

describe("the golden events", () => {
  it("are there for every version of every type, and for nothing else", () => {
    const names = versions.map(({ type, version }) => `${type}.v${version}.json`);
    expect(readdirSync(folder).sort()).toEqual(names.sort());
  });

  it.each(versions)("$type version $version keeps its leaf hash", ({ type, version }) => {
    const { body, leafHash: expected } = golden(type, version);
    expect(toHex(leafHash(utf8(body)))).toBe(expected);
    expect(isCanonical(body)).toBe(true);
  });

  it.each(versions)("$type version $version is read in today's shape", ({ type, version }) => {
    const { body } = golden(type, version);
    expect(body).toContain(`"tv":${version},"type":"${type}"`);
    const opened = open(body, {});
    expect(opened.ok && opened.value.event).toEqual({ type, data: goldenData[type][version - 1] });
  });

  it.each(versions)("$type version $version still opens its commitments", ({ type, version }) => {
    const { body, private: slots } = golden(type, version);
    const opened = slots.map(({ slot, salt, value }) => {
      const committed = commitment(slot, value, fromHex(salt));
      return [slot, committed.ok && encodeBase64url(committed.value)];
    });
    expect(Object.fromEntries(opened)).toEqual((JSON.parse(body) as { priv: object }).priv);
  });
});
