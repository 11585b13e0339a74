import type { IniFile, IniSection } from "./ini.ts";

/** What the original says in addition about options that it once had. Behaviour section 1.5. */
const HISTORIC: ReadonlyMap<string, string> = new Map([
  ["[server] host", "use `listen = http://$host:$port` instead"],
  ["[server] port", "use `listen = http://$host:$port` instead"],
  ["[smtp] ssl", "use `security = none | starttls | ssl` instead"],
  [
    "[general] session-key",
    "Your `session-key` has been stored in the database itself, this option is now unused",
  ],
]);

/** Options at a former place that are still read there, which their reader tells. */
const FORMER: ReadonlySet<string> = new Set(["[markup] options", "[markup] flags"]);

/**
 * Warnings for the options that are not in the shipped defaults, in the order of the file. An option of `[DEFAULT]` is
 * unknown once for each section that does not have it. Behaviour sections 1.2 and 1.5.
 */
export function unknownOptionWarnings(shipped: IniFile, merged: IniFile): readonly string[] {
  return [...merged.sections].flatMap(([section, options]) => {
    const known = shipped.sections.get(section);
    const visible = new Set([...options.keys(), ...merged.defaults.keys()]);
    return [...visible]
      .filter((option) => known?.has(option) !== true && !isFormer(section, options, option))
      .flatMap((option) => warningsFor(`[${section}] ${option}`));
  });
}

function warningsFor(name: string): readonly string[] {
  const advice = HISTORIC.get(name);
  return [`no such option: ${name}`, ...(advice === undefined ? [] : [advice])];
}

/** Such an option in `[DEFAULT]` was never meant for the markup. */
function isFormer(section: string, options: IniSection, option: string): boolean {
  return FORMER.has(`[${section}] ${option}`) && options.has(option);
}
