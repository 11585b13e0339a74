import remarkBreaks from "remark-breaks";
import remarkGfm from "remark-gfm";
import type { Dialect } from "../dialect.ts";
import { keepGfm } from "../keepGfm.ts";
import { rawHtmlAsText } from "../rawHtml.ts";

/** Constructs of GFM; footnotes and task lists need ids and form fields, which comments do not have. */
const constructs = [
  ...["table", "strikethrough"],
  ...["literalAutolink", "wwwAutolink", "protocolAutolink", "emailAutolink"],
];

/**
 * GitHub-flavoured Markdown to its specification, with a line break for every line end as GitHub's comments have it:
 * for sites that have no comments of the original to keep. Raw HTML is shown as typed.
 */
export const gfmDialect: Dialect = {
  remark: [[remarkGfm, { singleTilde: false }], [keepGfm, constructs], remarkBreaks],
  toHtml: { handlers: { html: rawHtmlAsText } },
  rehype: [],
  plain: {
    marked: /[\\`*_[\]<~&@|\t\ufeff]|:\/\/|www\.|^(?:[ #>+=-]|\d{1,9}[.)])| $/im,
    lineEnd: "<br>\n",
    between: "\n",
  },
};
