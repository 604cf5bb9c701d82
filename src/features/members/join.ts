/** Two people who turn out to be one: who stays, and what the one is then. Pure thinking; doubt refuses. */

export interface Side {
  id: string;
  /** Where this side speaks. */
  address: string;
  name: string;
  /** 1: the person chose this name. */
  own_name: number;
  role: string;
  unit: string | null;
  unit_name: string | null;
  consent: string | null;
  consent_at: number | null;
  noticed: string | null;
  created_at: number;
  /** The address is named in ADMINS: that standing stays with the address, whatever it is linked to. */
  listed: boolean;
}

export type OnePerson = Pick<
  Side,
  "name" | "own_name" | "role" | "unit" | "consent" | "consent_at" | "noticed" | "created_at"
>;

export type Joining =
  | { ok: false }
  | {
      ok: true;
      /** Stays, and keeps everything should the two part again. */
      into: Side;
      from: Side;
      becomes: OnePerson;
      /** One had consented and the other had not, or to another version: the next case asks again. */
      asksAgain: boolean;
    };

/** A role, or a standing, that others must not come by through a code that was talked out of somebody. */
export function hasStanding(side: Side): boolean {
  return side.role !== "member" || side.listed;
}

/**
 * Staff stay, so that a role never ends on the address that came without it; else the one whose code it was stays.
 * Refused where both hold roles that are not the same: which of them counts is for a secretary to say.
 */
export function joining(issuer: Side, sayer: Side): Joining {
  const clash = issuer.role !== sayer.role || issuer.unit !== sayer.unit;
  if (issuer.role !== "member" && sayer.role !== "member" && clash) return { ok: false };
  const [into, from] = weight(sayer) > weight(issuer) ? [sayer, issuer] : [issuer, sayer];
  const named = [into, from].find((side) => side.own_name === 1) ?? (into.name === "" ? from : into);
  const agreed = into.consent === from.consent;
  const becomes: OnePerson = {
    name: named.name,
    // Kept as if chosen: two platforms would otherwise rename the person in turn, and staff are known by their names.
    own_name: named.name === "" ? 0 : 1,
    role: into.role,
    unit: into.role === "member" ? (into.unit ?? from.unit) : into.unit,
    consent: agreed ? into.consent : null,
    consent_at: agreed && into.consent !== null ? Math.max(into.consent_at ?? 0, from.consent_at ?? 0) : null,
    noticed: into.noticed === from.noticed ? into.noticed : null,
    created_at: Math.min(into.created_at, from.created_at),
  };
  return { ok: true, into, from, becomes, asksAgain: !agreed };
}

function weight(side: Side): number {
  if (side.role !== "member") return 2;
  return side.listed ? 1 : 0;
}
