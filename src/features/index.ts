/** THE list of features, one line each. The order is the order of help. Members comes first, from app.ts. */
import type { Feature } from "#bot";
import { policy } from "./policy/index.ts";
import { study } from "./study/index.ts";
import { tickets } from "./tickets/index.ts";
import { volunteers } from "./volunteers/index.ts";

export const features: Feature[] = [study, policy, tickets, volunteers];
