/** What is read without a chat: the public list, and the moments that the clock asks for after every message. */

import { nextMissing } from "../../src/features/tickets/figures/store-facts.ts";
import { publicRoutes } from "../../src/features/tickets/index.ts";
import { nextReminder } from "../../src/features/tickets/reporter/survey-rows.ts";
import { nextMoment } from "../../src/features/tickets/store/read.ts";
import type { Asking } from "./ask.ts";

export interface Screen {
  name: string;
  read(): Promise<unknown>;
}

export function screens({ kit }: Asking): Screen[] {
  const feed = publicRoutes(kit);
  const get = (path: string) => async () => {
    const answer = await feed.request(path);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    return answer.text();
  };
  const one = async () => {
    const [row] = JSON.parse(await get("/requests.json")()) as { service_request_id: string }[];
    return get(`/requests/${row?.service_request_id}.json`)();
  };
  return [
    { name: "Open311 list", read: get("/requests.json") },
    { name: "Open311 list, open", read: get("/requests.json?status=open") },
    { name: "Open311 list, closed roads", read: get("/requests.json?status=closed&service_code=road") },
    { name: "Open311 list, a rare kind", read: get("/requests.json?service_code=flood") },
    { name: "Open311 list, long ago", read: get("/requests.xml?start_date=2024-06-01&end_date=2024-06-30") },
    { name: "Open311 list and one", read: one },
    { name: "the clock's next moment", read: () => nextMoment(kit.db, kit.now()) },
    { name: "the next reminder", read: () => nextReminder(kit.db, kit.now()) },
    { name: "the next uncounted case", read: () => nextMissing(kit.db) },
  ];
}
