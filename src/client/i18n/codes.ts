/** Languages with a file of their own, besides English, which is always there. */
export const catalogueCodes: readonly string[] =
  "ar bg ca cs da de el eo es fa fi fr gl hr hu id it ja ko nb nl oc pl pt pt-PT ru sk sv tr uk vi zh zh-TW".split(
    " ",
  );

/** Codes under which a site may name a language as the original did, and the file that holds it. */
export const aliases: Readonly<Record<string, string>> = { "pt-BR": "pt", "zh-CN": "zh" };
