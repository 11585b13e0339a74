/** The version of Isso that the interface is compatible with; clients compare it (behaviour section 3.15). */
export const issoVersion: string = "0.14.0";
