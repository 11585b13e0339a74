import type { Settings } from "./domain/config/settings.ts";

/**
 * Warnings for options that are read but have no effect in this version, so that nobody waits for mails
 * that are not sent.
 */
export function unbuiltWarnings({ general, admin }: Settings): readonly string[] {
  const cases: readonly (readonly [boolean, string])[] = [
    [general.notify.includes("smtp"), "[general] notify: this version sends no mails yet"],
    [general.replyNotifications, "[general] reply-notifications: this version sends no mails yet"],
    [general.name !== "", "[general] name: this version serves one site in a process"],
    [admin.enabled, "[admin] enabled: this version has no administration pages yet"],
  ];
  return cases.filter(([applies]) => applies).map(([, warning]) => warning);
}
