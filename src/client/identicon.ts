/** A picture of 5 by 5 cells: which are filled, and with which colour of the palette. */
export interface Identicon {
  /** Column and row of each filled cell, 0 to 4, column by column. */
  readonly cells: readonly (readonly [column: number, row: number])[];
  /** A number from 0 to 7, to be taken modulo the size of the palette. */
  readonly colour: number;
}

/**
 * The picture that belongs to a hash, cell for cell the original's (behaviour section 5.6). Its arithmetic is that of
 * doubles: long hashes lose their last bits. A hash that is no number gives an empty picture.
 */
export function identiconOf(hash: string): Identicon {
  const number = Number.parseInt(hash.slice(-16), 16) % 2 ** 18 || 0;
  const bits = number.toString(2).padStart(18, "0");
  const cells: [number, number][] = [];
  for (const [index, bit] of [...bits.slice(0, 15)].entries()) {
    if (bit === "0") continue;
    const column = Math.floor(index / 5);
    const row = index % 5;
    cells.push([column, row]);
    if (column < 2) cells.push([4 - column, row]);
  }
  return { cells, colour: Number.parseInt(bits.slice(15), 2) };
}
