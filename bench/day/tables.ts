/** What the day reads in the database: the core's rows, and of the features the few columns that it counts. */
import type { CoreTables } from "../../src/bot/schema.ts";

export type DayTables = CoreTables & {
  callouts: { id: string; code: string };
  callout_signups: { callout: string; person: string; status: string };
  tickets: { no: string; state: string; text: string };
  addresses: { address: string; person: string };
};
