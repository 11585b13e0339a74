import { h, svg } from "./dom.ts";
import { identiconOf } from "./identicon.ts";
import type { Options } from "./options.ts";

/** The picture beside a comment: the one that the server names, or one made from the hash (behaviour section 5.6). */
export function avatar(hash: string, src: string | undefined, options: Options): HTMLElement | false {
  const picture =
    options.gravatar && src
      ? h("img", { src, alt: "", width: 48, height: 48, loading: "lazy", referrerpolicy: "no-referrer" })
      : options.avatar && identicon(hash, options);
  return picture && h("div", "isso-avatar", picture);
}

function identicon(hash: string, options: Options): SVGElement {
  const { cells, colour } = identiconOf(hash);
  const palette = options["avatar-fg"];
  const fill = palette[colour % palette.length] ?? "";
  return svg(
    "svg",
    {
      version: "1.1",
      viewBox: "0 0 48 48",
      preserveAspectRatio: "xMinYMin meet",
      "shape-rendering": "crispEdges",
      "data-hash": hash,
      "aria-hidden": true,
    },
    svg("rect", { width: 56, height: 56, fill: options["avatar-bg"] }),
    // One shape for all cells: each element more costs a phone time.
    svg("path", {
      d: cells.map(([column, row]) => `M${4 + 8 * column} ${4 + 8 * row}h8v8h-8z`).join(""),
      fill,
    }),
  );
}
