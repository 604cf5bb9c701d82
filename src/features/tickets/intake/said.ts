/** What a sentence says already, so that it is not asked again (PRODUCT.md P45). Doubt asks; a person decides at the preview. */
import type { FieldName } from "../rules/shape.ts";

/** What a name of a place ends with. 路, 街 and the like only where no other word goes on with them. */
const PLACE =
  /(?:小区|社区|广场|大厦|商场|商城|超市|市场|医院|学校|小学|中学|公园|大桥|大道|胡同|站点|网点|驿站|公交站|地铁站|车站|写字楼|工地|仓库|花园|家园|新村|公寓|园区|开发区|[路街巷](?![上程线费人况面灯途过由牌障滑道坊]))/gu;
const TAIL =
  /^(?:[\d一二三四五六七八九十]+(?:号楼|号院|号|栋|幢|单元|楼|期)|[东西南北正侧后][门侧边口头]|门口|门前|旁边|附近|对面|楼下|楼道|路口|十字路口|公交站|地铁站|站点|口)+/u;
/** Where a name cannot reach back beyond. */
const STOP = /[^\p{L}\p{N}]|[在到去从往我你您他她它们的了是把被让这那哪每某各条段走绕堵占挡骑修]/u;
/** Words for any place, which say nothing of which. */
const ANY =
  /^(?:外卖|骑手|快递|快递员|平台|美团|饿了么|小哥|司机|老旧|封闭|高档|很多|好多|有些|许多|不少|顾客|客户|商家|送餐|取餐|一个|两个|几个|整个|隔壁|附近|旁边|本地|所有|别人|大型|公司|站里)$/u;
/** A community that goes on like this is a unit and its people: "东街社区的干部". */
const PEOPLE = /^的?(?:干部|人员|工作人员|人|主任|书记|领导|负责人)/u;
const NAME = 8;
const BARE =
  /^(?:在)?[\p{L}\d]*(?:[东西南北正侧后]门|门口|[东西南北][侧边口头]|旁边|附近|对面|楼[上下道顶]|号楼|单元|路口|十字路口|小区|社区|广场|公交站|地铁站|站点|驿站|停车场|地库)口?$/u;
const LONGEST = 15;

/** Is it nothing but a place: "东门口", "3号楼楼下", "和平路公交站旁边"? */
export function isPlace(text: string): boolean {
  const plain = text.normalize("NFKC").trim();
  return [...plain].length <= LONGEST && BARE.test(plain);
}

/** The first place that is called by its name: "幸福小区3号楼", "和平路公交站旁边"; undefined when none is. */
export function placeIn(text: string): string | undefined {
  const plain = text.normalize("NFKC");
  for (const found of plain.matchAll(PLACE)) {
    const before = [...plain.slice(0, found.index)].slice(-NAME);
    const stop = before.findLastIndex((letter) => STOP.test(letter));
    const name = before.slice(stop + 1).join("");
    if ([...name].length < 2 || ANY.test(name)) continue;
    const after = plain.slice(found.index + found[0].length);
    if (found[0] === "社区" && PEOPLE.test(after)) continue;
    return `${name}${found[0]}${TAIL.exec(after)?.[0] ?? ""}`;
  }
  return undefined;
}

const NUMBER = "(?:\\d[\\d,.]*|[一二两三四五六七八九十百千万几]+)";
const SAID: Partial<Record<FieldName, RegExp>> = {
  amount: new RegExp(
    `[¥￥]\\s*\\d|${NUMBER}\\s*多?\\s*(?:块|元|毛|万)|(?:扣|少|欠|罚|赔|收|要|交)[^，。,.]{0,6}${NUMBER}[百千万]`,
    "u",
  ),
  date: /\d{1,2}\s*月\s*\d{1,2}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|[今昨前]天|[今昨]晚|今早|刚才|刚刚|[上这本]个?(?:周|星期|礼拜|月)|(?:周|星期|礼拜)[一二三四五六日天]/u,
  accused: /站长|店长|经理|老板|组长|队长|主管|班长|保安|城管|物业|房东|中介|门岗|公司|平台|主任|所长|书记/u,
  contact: /1[3-9]\d(?:[\s-]?\d){8}|微信|电话/u,
};

/** Does the text say this already? A free field counts where its label stands with words behind it: "订单号：123". */
export function saysField(text: string, ask: FieldName, label?: string): boolean {
  const plain = text.normalize("NFKC");
  if (ask !== "free") return SAID[ask]?.test(plain) ?? false;
  const at = label === undefined ? -1 : plain.indexOf(label.normalize("NFKC"));
  return at >= 0 && /^\s*(?:[:：是为]\s*)\S/.test(plain.slice(at + (label ?? "").normalize("NFKC").length));
}
