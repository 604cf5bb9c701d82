/** Reaches DingTalk step by step and says, in both languages, what to mend. */
import type { Address, Finding } from "#bot";
import { type Answered, ask, CallFailed, codeOf } from "./http.ts";
import type { Settings } from "./settings.ts";
import { ticketed } from "./stream.ts";
import { both, type Words } from "./words.ts";

/** Deadlines count in minutes; half a minute off is worth a word. */
const SKEW_S = 30;
/** Another app's robot, or none: "invalidParameter.robotCode.notExsit" and ".auth"; ".downloadCode" means the file. */
const NO_ROBOT = /robot(?!.*downloadcode)/i;
const FORBIDDEN = /^forbidden\.accessdenied(?!.*qpslimit)/i;

type Pick = (words: Words) => string;
type Post = (path: string, body: Record<string, unknown>) => Promise<Answered | CallFailed>;

/** Opens no stream and says nothing: a ticket is asked for and left to run out, which takes nothing from a bot that runs. */
export async function doctor(settings: Settings, groups: Address[] = []): Promise<Finding[]> {
  const signal = new AbortController().signal;
  const { apiBase, clientId, clientSecret, cardTemplate } = settings;
  const findings: Finding[] = [];
  const note = (what: Pick, fault?: Pick) =>
    findings.push({ ok: fault === undefined, what: both(what), remedy: fault ? both(fault) : "" });
  let headers: Record<string, string> = {};
  const post: Post = (path, body) => ask({ method: "POST", url: apiBase + path, headers, body }, signal).catch(failed);

  const told = await post("/v1.0/oauth2/accessToken", { appKey: clientId, appSecret: clientSecret });
  const token = told instanceof CallFailed ? undefined : told.body?.accessToken;
  const granted = typeof token === "string";
  note((words) => words.token, granted ? undefined : (words) => `${words.tokenRemedy} (${whyOf(told)})`);
  const date = told instanceof CallFailed ? Number.NaN : told.date;
  if (!Number.isNaN(date)) {
    const skew = Math.round(Math.abs(Date.now() - date) / 1_000);
    note((words) => words.clock, skew <= SKEW_S ? undefined : (words) => words.clockRemedy(skew));
  }
  if (!granted) return findings;
  headers = { "x-acs-dingtalk-access-token": token };

  const line = await ticketed(settings, signal).catch(failed);
  const lost = line instanceof CallFailed ? line.message : undefined;
  note((words) => words.line, lost === undefined ? undefined : (words) => `${words.lineRemedy} (${lost})`);
  note((words) => words.robot, await robotFault(settings, post));
  note((words) => words.staff);
  note((words) => words.buttons(cardTemplate !== undefined));
  for (const [what, fault] of await groupFaults(settings, groups, post)) note(what, fault);
  return findings;
}

/** A file that never was is asked for with the robot's code: the refusal tells what DingTalk thinks of the robot. */
async function robotFault({ robotCode }: Settings, post: Post): Promise<Pick | undefined> {
  const told = await post("/v1.0/robot/messageFiles/download", { robotCode, downloadCode: "yizhan-doctor" });
  const code = whyOf(told);
  if (FORBIDDEN.test(code)) return (words) => `${words.permissionRemedy} (${code})`;
  if (NO_ROBOT.test(code)) return (words) => `${words.robotRemedy} (${code})`;
  return undefined;
}

/** DingTalk lists the robots of some groups only; where it does not, that is no fault. */
async function groupFaults({ robotCode }: Settings, groups: Address[], post: Post): Promise<[Pick, Pick?][]> {
  const found: [Pick, Pick?][] = [];
  let seen = 0;
  for (const group of groups) {
    const openConversationId = group.slice("dingtalk:".length);
    const told = await post("/v1.0/robot/getBotListInGroup", { openConversationId });
    if (told instanceof CallFailed) break; // nobody answers: the others would only take as long
    const robots = told.body?.chatbotInstanceVOList;
    if (!Array.isArray(robots)) continue;
    seen += 1;
    const inside = robots.some((one) => (one as { robotCode?: unknown } | null)?.robotCode === robotCode);
    if (!inside) found.push([(words) => words.group(group), (words) => words.notIn]);
  }
  if (groups.length > 0) found.push([(words) => words.bound(groups.length, seen)]);
  return found;
}

function whyOf(told: Answered | CallFailed): string {
  if (told instanceof CallFailed) return told.message;
  return codeOf(told.body) ?? `HTTP ${told.status}`;
}

function failed(error: unknown): CallFailed {
  return error instanceof CallFailed ? error : new CallFailed({});
}
