/** A list in parts of at most `most`: so many values a statement, far below SQLite's 32,766. */
export function* parts<T>(all: readonly T[], most: number): Generator<T[]> {
  for (let from = 0; from < all.length; from += most) yield all.slice(from, from + most);
}
