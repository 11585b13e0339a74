import type { Result } from "../result.ts";
import { err, ok } from "../result.ts";
import type { SectionReader, SettingsSource } from "./sectionReader.ts";
import { sectionReader } from "./sectionReader.ts";
import type { ListenAddress, Settings } from "./settings.ts";
import { expected } from "./values.ts";

const HIGHEST_PORT = 65_535;
const HTTP_PORT = 80;

const SAMESITE: ReadonlyMap<string, Settings["server"]["samesite"]> = new Map([
  ["", ""],
  ["strict", "Strict"],
  ["lax", "Lax"],
  ["none", "None"],
]);

/** Reads `[server]`. Warns of slashes at the end of `public-endpoint` and drops them. Behaviour sections 1.4, 1.5. */
export function readServer(source: SettingsSource): Settings["server"] {
  const reader = sectionReader(source, "server");
  return {
    listen: readListen(reader),
    publicEndpoint: readPublicEndpoint(source, reader),
    trustedProxies: reader.lines("trusted-proxies"),
    samesite: reader.parsed("samesite", parseSamesite, ""),
  };
}

function readListen(reader: SectionReader): ListenAddress {
  const unusable: ListenAddress = { kind: "unix", path: "" };
  const text = reader.text("listen");
  if (!text.startsWith("http://") && !text.startsWith("unix://")) {
    reader.refuse("listen", "server.listen must specify a protocol of http:// or unix://");
    return unusable;
  }
  return reader.parsed("listen", parseListen, unusable);
}

/**
 * The address of `[server] listen`: without a port it is 80, without a host all IPv4 interfaces, IPv6 addresses stand
 * in brackets, a path after the port is ignored.
 */
function parseListen(text: string): Result<ListenAddress, string> {
  const path = /^unix:\/\/(.+)$/s.exec(text)?.[1];
  if (path !== undefined) {
    return ok({ kind: "unix", path });
  }
  const tcp = /^http:\/\/(?:\[([0-9a-f:.]+)\]|([^/:@?#[\]\s]*))(?::([0-9]*))?(?:\/.*)?$/i.exec(text);
  const port = Number(tcp?.[3] || HTTP_PORT);
  if (tcp === null || port > HIGHEST_PORT) {
    return err(expected("an address such as http://localhost:8080 or unix:///run/isso.sock", text));
  }
  return ok({ kind: "tcp", host: tcp[1] ?? (tcp[2] || "0.0.0.0"), port });
}

function readPublicEndpoint(source: SettingsSource, reader: SectionReader): string {
  const written = reader.text("public-endpoint");
  const endpoint = written.replace(/\/+$/, "");
  if (endpoint !== written) {
    source.warnings.push(
      `In your config file, '[server] public-endpoint' has a slash at the end, please remove it: '${written}' -> '${endpoint}'`,
      "A future version of Isso might quit with an error if 'public-endpoint' is set incorrectly",
    );
  }
  return endpoint;
}

function parseSamesite(text: string): Result<Settings["server"]["samesite"], string> {
  const value = SAMESITE.get(text.toLowerCase());
  return value === undefined ? err(expected("Strict, Lax, None or nothing", text)) : ok(value);
}
