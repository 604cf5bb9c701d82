/** The ways into a chat: an answer, a push to a group, a push to a person, a card. Each returns the message's id. */
import { type Address, DeliveryError } from "#bot";
import type { Api } from "./api.ts";
import { trackOf } from "./card.ts";
import { CallFailed, type Json } from "./http.ts";
import type { Known } from "./known.ts";
import { HOOK_FULL, outcome } from "./outcome.ts";
import type { Settings } from "./settings.ts";
import type { Shelf } from "./shelf.ts";
import type { Part } from "./toCard.ts";
import type { Words } from "./words.ts";

/** The answer address is not known any more. */
const SESSION_GONE = "300001";

export interface Target {
  chat: Address;
  /** The platform's own id. */
  id: string;
  /** "stranger": has no number in the organisation, so only an answer reaches them. */
  kind: "group" | "person" | "stranger";
}

export interface Ways {
  /** By the answer address; undefined when there is none, or the platform said that it showed nothing. */
  answer(to: Target, part: Extract<Part, { kind: "words" }>, key: string): Promise<string | undefined>;
  push(to: Target, msgKey: string, msgParam: Json): Promise<string | undefined>;
  card(to: Target, part: Extract<Part, { kind: "card" }>, key: string): Promise<{ id: string; track: string }>;
  changeCard(track: string, part: Extract<Part, { kind: "card" }>): Promise<void>;
}

export function waysOf(settings: Settings, api: Api, known: Known, shelf: Shelf, words: Words): Ways {
  const { robotCode, clientSecret, cardTemplate } = settings;

  return {
    async answer(to, part, key) {
      const session = await known.session(to.chat);
      if (!session) return undefined;
      const said = part.rich
        ? { msgtype: "markdown", markdown: { title: part.title, text: part.called } }
        : { msgtype: "text", text: { content: part.called } };
      try {
        await api.answer(session, { ...said, ...(part.at.length > 0 && { at: { atUserIds: part.at } }) });
        return `answer:${key}`; // DingTalk tells no id here
      } catch (error) {
        if (!(error instanceof CallFailed)) throw error;
        if (error.code === SESSION_GONE) await known.forget(to.chat);
        if (error.code === HOOK_FULL) known.silence(to.chat);
        const verdict = outcome(error, words);
        if (verdict !== "token" && verdict.outcome === "unknown") throw verdict;
        // It said that nothing was shown: another way may be taken, if there is one.
        if (error.status !== undefined && to.kind !== "stranger") return undefined;
        throw verdict === "token" ? new DeliveryError("refused", "dingtalk: the answer's time is over") : verdict;
      }
    },

    async push(to, msgKey, msgParam) {
      const message = { robotCode, msgKey, msgParam: JSON.stringify(msgParam) };
      if (to.kind === "group") {
        const body = { ...message, openConversationId: to.id };
        return idOf(await api.call("POST", "/v1.0/robot/groupMessages/send", body));
      }
      if (to.kind === "stranger") throw new DeliveryError("refused", "dingtalk: only an answer reaches this person");
      const told = await api.call("POST", "/v1.0/robot/oToMessages/batchSend", { ...message, userIds: [to.id] });
      // HTTP 200 also means: not to this person.
      if (lists(told.flowControlledStaffIdList))
        throw new DeliveryError("not-sent", "dingtalk: person.flowControl", 5_000);
      if (lists(told.invalidStaffIdList)) throw new DeliveryError("refused", `dingtalk: ${words.codes.invalidStaffId}`);
      if (lists(told.filteredStaffIdList)) throw new DeliveryError("refused", "dingtalk: person.filtered");
      return idOf(told);
    },

    async card(to, { params, at, buttons }, key) {
      if (to.kind === "stranger") throw new DeliveryError("refused", "dingtalk: only an answer reaches this person");
      const track = trackOf(key, to.chat, clientSecret);
      // Before it is sent: a tap may come faster than the answer.
      shelf.put(track, { chat: to.chat, id: track, buttons });
      const inList = { ZH_CN: params.title ?? "", EN_US: params.title ?? "" };
      const space = { supportForward: false, lastMessageI18n: inList };
      const atUserIds = Object.fromEntries(at.map((id) => [id, known.nameOf(id) || id]));
      const where =
        to.kind === "group"
          ? {
              openSpaceId: `dtv1.card//IM_GROUP.${to.id}`,
              imGroupOpenSpaceModel: space,
              imGroupOpenDeliverModel: { robotCode, ...(at.length > 0 && { atUserIds }) },
            }
          : {
              openSpaceId: `dtv1.card//IM_ROBOT.${to.id}`,
              imRobotOpenSpaceModel: space,
              imRobotOpenDeliverModel: { spaceType: "IM_ROBOT", robotCode },
            };
      const told = await api.call("POST", "/v1.0/card/instances/createAndDeliver", {
        cardTemplateId: cardTemplate,
        outTrackId: track,
        callbackType: "STREAM",
        userIdType: 1,
        cardData: { cardParamMap: params },
        ...where,
      });
      const id = delivered(told) ?? track;
      shelf.put(track, { chat: to.chat, id, buttons });
      return { id, track };
    },

    async changeCard(track, { params, buttons }) {
      const cardData = { cardParamMap: params };
      const body = { outTrackId: track, cardData, cardUpdateOptions: { updateCardDataByKey: true } };
      const { success } = await api.call("PUT", "/v1.0/card/instances", body);
      if (success === false) throw new DeliveryError("refused", "dingtalk: the card was not changed");
      const shown = await shelf.find(track);
      if (shown) shelf.put(track, { ...shown, buttons });
    },
  };
}

/** By this id a quoted message comes back (originalProcessQueryKey). */
function idOf({ processQueryKey }: Json): string | undefined {
  return typeof processQueryKey === "string" && processQueryKey ? processQueryKey : undefined;
}

function lists(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

/** The shown card's message id, if told. A card may be made and yet reach nobody: HTTP 200 with success false inside. */
function delivered({ success, result }: Json): string | undefined {
  const results = (result as { deliverResults?: unknown } | undefined)?.deliverResults;
  const [first] = (Array.isArray(results) ? results : []) as {
    success?: unknown;
    errorMsg?: unknown;
    carrierId?: unknown;
  }[];
  if (success === false || first?.success === false) {
    const limited = /limit|flow|qps|频|限流/i.test(String(first?.errorMsg ?? ""));
    throw new DeliveryError(
      limited ? "not-sent" : "refused",
      "dingtalk: card.notDelivered",
      limited ? 1_000 : undefined,
    );
  }
  return typeof first?.carrierId === "string" && first.carrierId ? first.carrierId : undefined;
}
