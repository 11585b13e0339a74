import type { Json } from "./json.ts";
import { type Labels, newLabels } from "./normalise.ts";
import { networkOf, type Run, type Target } from "./run.ts";
import type { Area, Scenario } from "./scenario.ts";

/** What a scenario begins with: its values, the cookie jars of its persons, and names for what differs between runs. */
export interface Cast {
  readonly values: Map<string, Json>;
  readonly jars: ReadonlyMap<string, Map<string, string>>;
  readonly labels: Labels;
}

/** Gives every person of a scenario a network and a jar, and the scenario its thread address. */
export function newCast(target: Target, run: Run, area: Area, scenario: Scenario): Cast {
  const uri = run.uriOf(area, scenario);
  const serverHost = target.base.replace(/^https?:\/\//, "");
  const persons = personsOf(scenario);
  const known: [string, string][] = [
    ["uri", uri],
    ["server", target.base],
    ["serverHost", serverHost],
    ["site", target.site],
    ["siteHost", target.site.replace(/^https?:\/\//, "")],
  ];
  for (const person of persons) {
    const address = run.newAddress();
    known.push([`address.${person}`, address], [`network.${person}`, networkOf(address)]);
  }
  const texts = known.map(([name, text]): [string, string] => [text, `{{${name}}}`]);
  texts.push([encodeURIComponent(uri), "{{uri}}"]);
  return {
    values: new Map<string, Json>(known),
    jars: new Map([...persons].map((person) => [person, new Map<string, string>()])),
    labels: newLabels(new Map(texts)),
  };
}

function personsOf(scenario: Scenario): ReadonlySet<string> {
  const named = [...JSON.stringify(scenario).matchAll(/\{\{(?:address|network)\.([^{}]+)\}\}/g)];
  return new Set([...scenario.steps.map((step) => step.as), ...named.map(([, person = ""]) => person)]);
}
