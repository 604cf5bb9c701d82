/** Who lives in the sandbox before anybody has said a word. app.ts seeds the roles and the bound groups from here. */
import type { Address, Group, Role } from "#bot";

export interface Persona {
  id: string;
  address: Address;
  name: string;
  /** What the page shows under the name. */
  job: string;
  /** For the seed only: a role is never decided by an adapter. */
  role: Role;
  unit?: string;
}

export interface SampleChat {
  id: string;
  address: Address;
  name: string;
  /** The persona ids in it; the bot is in it too. */
  members: string[];
  unit: string;
  purpose: Group["purpose"];
}

/** The name that a mention of the bot carries. */
export const bot = { address: "sandbox:xiaoyi" as Address, name: "小驿" };

const unit = "东街";

/** Two secretaries, because nobody may approve what they wrote themselves. */
export const personas: readonly Persona[] = [
  { id: "wang", address: "sandbox:wang", name: "王师傅", job: "骑手", role: "member" },
  { id: "zhao", address: "sandbox:zhao", name: "赵姐", job: "快递员", role: "member" },
  { id: "li", address: "sandbox:li", name: "李书记", job: "东街书记", role: "secretary", unit },
  { id: "chen", address: "sandbox:chen", name: "陈书记", job: "东街书记", role: "secretary", unit },
  { id: "sun", address: "sandbox:sun", name: "孙主任", job: "承办人", role: "handler", unit },
];

/** The members' group and the handlers' group of one unit. */
export const chats: readonly SampleChat[] = [
  {
    id: "g1",
    address: "sandbox:g1",
    name: "东街骑手群",
    members: ["wang", "zhao", "li", "chen", "sun"],
    unit,
    purpose: "members",
  },
  {
    id: "g2",
    address: "sandbox:g2",
    name: "东街承办群",
    members: ["li", "chen", "sun"],
    unit,
    purpose: "handlers",
  },
];
