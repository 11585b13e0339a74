import { cruise } from "dependency-cruiser";
import extractDepcruiseConfig from "dependency-cruiser/config-utl/extract-depcruise-config";
import { expect, test } from "vitest";

/** The result of one look over all of src with the rules of .dependency-cruiser.cjs. */
async function look() {
  const configuration = await extractDepcruiseConfig("./.dependency-cruiser.cjs");
  const { output } = await cruise(["src"], {
    ...configuration.options,
    ruleSet: configuration,
    validate: true,
  });
  if (typeof output === "string") throw new Error("the tool gave text where its result was expected");
  return output;
}

test("every layer imports only what the layer rules allow, and the rules looked at every file", async () => {
  const result = await look();
  const source = result.modules.filter((module) => module.source.startsWith("src/"));
  expect(source.length).toBeGreaterThan(20);
  const broken = result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  expect(broken).toEqual([]);
});
