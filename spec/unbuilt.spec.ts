import { describe, expect, it } from "vitest";
import { unbuiltWarnings } from "../src/unbuilt.ts";
import { settingsWith } from "./domain/config/built.ts";

describe("options that this version reads but does not serve", () => {
  it("are not warned of while they have their defaults", () => {
    expect(unbuiltWarnings(settingsWith(""))).toEqual([]);
  });

  it.each([
    ["notify = stdout, smtp", "[general] notify: this version sends no mails yet"],
    ["reply-notifications = on", "[general] reply-notifications: this version sends no mails yet"],
    ["name = blog", "[general] name: this version serves one site in a process"],
    ["[admin]\nenabled = yes", "[admin] enabled: this version has no administration pages yet"],
  ])("are named when somebody relies on them: %s", (lines, warning) => {
    expect(unbuiltWarnings(settingsWith(`${lines}\n`))).toEqual([warning]);
  });
});
