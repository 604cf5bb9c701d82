/** The order of roles. */
import type { Role } from "./contract.ts";

const RANK: Record<Role, number> = { member: 0, handler: 1, secretary: 2, admin: 3 };

/** True if `role` is at least `least`. */
export function reaches(role: Role, least: Role): boolean {
  return RANK[role] >= RANK[least];
}
