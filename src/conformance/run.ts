import { randomInt } from "node:crypto";
import type { Area, Scenario, SitePage } from "./scenario.ts";

/** A server that is asked, and what is known of it. */
export interface Target {
  /** Base address without a slash at the end. */
  readonly base: string;
  /** Needed by steps that sign tokens; undefined where nobody told. */
  readonly sessionKey: string | undefined;
  /** Origin of the commented site. */
  readonly site: string;
  /** Takes pages of a scenario; undefined where the site is not the kit's. */
  readonly addPages: ((pages: Iterable<readonly [path: string, page: SitePage]>) => void) | undefined;
}

/** One pass over the scenarios; it gives every scenario addresses that no other one has. */
export interface Run {
  /** The thread address of a scenario: unlike that of any other scenario and pass. */
  uriOf(area: Area, scenario: Scenario): string;
  /** The address of a machine in a network that nobody else of this pass is in. */
  newAddress(): string;
}

/** Networks of 100.64.0.0/10, which no public machine has (RFC 6598). */
const networks = 64 * 256;

/** Begins a pass. Its addresses are chosen at random, so that a server can be judged twice. */
export function newRun(): Run {
  const mark = randomInt(36 ** 6).toString(36);
  let network = randomInt(networks);
  return {
    uriOf: (area, scenario) => `/c-${mark}/${area.area}/${scenario.id}`,
    newAddress() {
      network = (network + 1) % networks;
      return `100.${64 + Math.floor(network / 256)}.${network % 256}.77`;
    },
  };
}

/** The address of a network as the server shows it. */
export function networkOf(address: string): string {
  return address.replace(/\d+$/, "0");
}
