/** Addresses, taken apart. */

/** The adapter that an address belongs to: "sandbox" of "sandbox:g1". */
export function adapterOf(address: string): string {
  return address.slice(0, address.indexOf(":"));
}
