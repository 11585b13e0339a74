import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { warningsWith } from "./built.ts";

describe("unknown options", () => {
  test("are named with their section and otherwise ignored", () => {
    const name = fc.stringMatching(/^x-[a-z]{1,8}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name), (names) => {
        const lines = names.map((option) => `${option} = 1\n`).join("");
        expect(warningsWith(`[guard]\n${lines}`)).toEqual(
          names.map((option) => `no such option: [guard] ${option}`),
        );
      }),
    );
  });

  test("may be in unknown sections and without a value", () => {
    expect(warningsWith("[avatar]\nwidth\n[Guard]\nenabled = x")).toEqual([
      "no such option: [avatar] width",
      "no such option: [Guard] enabled",
    ]);
  });

  test.each([
    ["[server]\nhost = x", "use `listen = http://$host:$port` instead"],
    ["[server]\nport = 1", "use `listen = http://$host:$port` instead"],
    ["[smtp]\nssl = yes", "use `security = none | starttls | ssl` instead"],
    [
      "session-key = x",
      "Your `session-key` has been stored in the database itself, this option is now unused",
    ],
  ])("of former times come with the original's advice: %j", (lines, advice) => {
    expect(warningsWith(lines)).toEqual([expect.stringMatching(/^no such option: \[/), advice]);
  });

  test("of [DEFAULT] are unknown once for each section that lacks them", () => {
    const warnings = warningsWith("[DEFAULT]\nenabled = 1\n");
    expect(warnings).toEqual(
      [
        "general",
        "server",
        "smtp",
        "markup",
        "markup.misaka",
        "markup.mistune",
        "markup.extras",
        "hash",
        "rss",
      ].map((section) => `no such option: [${section}] enabled`),
    );
  });
});
