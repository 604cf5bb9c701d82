/** Answers, pushes and cards: what the sending interfaces do to the world. */
import { type Json, Refusal, showAnswer, showCard, showPush } from "./show.ts";
import type { Sent, World } from "./world.ts";

export interface Calls {
  world: World;
  robotCode: string;
  /** The one published template. */
  template: string;
}

function put(world: World, sent: Omit<Sent, "edits" | "at">): Sent {
  const full = { ...sent, edits: [], at: world.now() };
  world.sent.push(full);
  return full;
}

export function answerIn({ world }: Calls, session: string, body: Json, bytes: number): void {
  const found = world.sessions.get(session);
  if (!found || found.until <= world.now()) throw new Refusal(300001, "session 不存在");
  const shown = showAnswer(world, body, bytes);
  put(world, {
    ...shown,
    id: `answer-${world.next()}`,
    to: found.chat,
    way: "answer",
    type: String(body.msgtype),
    body,
  });
}

export function pushToGroup(calls: Calls, body: Json): object {
  const { world } = calls;
  const to = robotOf(calls, body) && groupOf(world, body.openConversationId);
  const shown = showPush(world, body.msgKey, body.msgParam);
  const processQueryKey = `pqk-${world.next()}`;
  put(world, { ...shown, id: processQueryKey, to, way: "group", type: String(body.msgKey), body });
  return { processQueryKey };
}

export function pushToPeople(calls: Calls, body: Json): object {
  const { world } = calls;
  robotOf(calls, body);
  const ids = Array.isArray(body.userIds) ? body.userIds.map(String) : [];
  if (ids.length === 0 || ids.length > 20) throw new Refusal("invalidParameter.userIds.invalid", "1 to 20");
  const shown = showPush(world, body.msgKey, body.msgParam);
  const processQueryKey = `pqk-${world.next()}`;
  const invalidStaffIdList = ids.filter((id) => !world.people.has(id));
  for (const to of ids.filter((id) => world.people.has(id)))
    put(world, { ...shown, id: processQueryKey, to, way: "person", type: String(body.msgKey), body });
  return { processQueryKey, invalidStaffIdList, flowControlledStaffIdList: [] };
}

export function createCard(calls: Calls, body: Json): object {
  const { world } = calls;
  const { outTrackId, openSpaceId, cardTemplateId, callbackType } = body;
  if (cardTemplateId !== calls.template) throw new Refusal("param.cardTemplateIdInvalid", "no such template");
  if (typeof outTrackId !== "string" || !outTrackId) throw new Refusal("param.outTrackIdEmpty", "outTrackId");
  if (callbackType !== "STREAM") throw new Refusal("param.callbackTypeInvalid", "nobody would hear the taps");
  const [, space, id = ""] = /^dtv1\.card\/\/(IM_GROUP|IM_ROBOT)\.(.+)$/.exec(String(openSpaceId)) ?? [];
  const model = (space === "IM_GROUP" ? body.imGroupOpenDeliverModel : body.imRobotOpenDeliverModel) as
    | Json
    | undefined;
  if (!space || !model) throw new Refusal("param.openSpaceModelInvalid", "openSpaceId and its model");
  const shown = showCard(world, body.cardData);
  const carrierId = `carrier-${world.next()}`;
  const reached = space === "IM_GROUP" ? world.groups.get(id)?.robot === true : world.people.has(id);
  const result = {
    spaceId: id,
    spaceType: space,
    success: reached,
    carrierId,
    errorMsg: reached ? "" : "space not found",
  };
  if (reached) {
    const mentions = Object.keys((model.atUserIds ?? {}) as Json);
    const sent = { ...shown, mentions, id: carrierId, to: id, way: "card" as const, type: "card", track: outTrackId };
    put(world, { ...sent, body });
  }
  return { success: true, result: { outTrackId, deliverResults: [result] } };
}

export function changeCard({ world }: Calls, body: Json): object {
  const sent = world.sent.find((one) => one.track === body.outTrackId);
  if (!sent) throw new Refusal("param.outTrackIdNotExist", "no such card");
  const { text, buttons } = showCard(world, body.cardData);
  sent.edits.push(sent.text);
  Object.assign(sent, { text, buttons });
  return { success: true, result: true };
}

function robotOf(calls: Calls, body: Json): true {
  if (body.robotCode !== calls.robotCode) throw new Refusal("robot.notExist", "no such robot");
  return true;
}

function groupOf(world: World, id: unknown): string {
  const group = world.groups.get(String(id));
  if (!group?.robot) throw new Refusal("invalidParameter.openConversationId.invalid", "the robot is not in this group");
  return group.conversationId;
}
