/** Stands before a table's row in a text made from a file's tables, so that the cutter knows it as one. */
export const ROW = "▤ ";
