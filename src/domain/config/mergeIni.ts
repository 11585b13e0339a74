import type { IniFile, IniSection } from "./ini.ts";

/** Both files as one: the later one's values replace the earlier one's, option by option. Behaviour section 1.2. */
export function mergeIni(earlier: IniFile, later: IniFile): IniFile {
  const names = new Set([...earlier.sections.keys(), ...later.sections.keys()]);
  return {
    defaults: mergeSections(earlier.defaults, later.defaults),
    sections: new Map(
      [...names].map((name) => [name, mergeSections(earlier.sections.get(name), later.sections.get(name))]),
    ),
  };
}

function mergeSections(earlier: IniSection = new Map(), later: IniSection = new Map()): IniSection {
  return new Map([...earlier, ...later]);
}
