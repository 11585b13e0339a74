/** Changes when the same text and settings may give other HTML than before. */
export const chainVersion = 2;
