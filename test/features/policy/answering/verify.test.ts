/** Faithful sentences in people's words pass; the same with a twist does not. Over the sample library. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { give } from "../../../../src/features/policy/answering/passages.ts";
import { verify } from "../../../../src/features/policy/answering/verify.ts";
import { samples } from "../library.ts";
import { given } from "./given.ts";

const library = samples();

/** `sentence | words that stand in the quoted passage`: how a model says it, and the quote. */
const FAITHFUL = String.raw`
工资每个月至少要发一次。 | 劳动报酬每月至少支付一次。
发薪日碰上放假，要提前到最近的工作日发。 | 约定的发薪日遇节假日或者休息日的，应当提前在最近的工作日支付。
工资要发钱，不能拿实物、购物券、积分来抵。 | 劳动报酬应当以货币形式按时足额支付，不得以实物、购物券、积分抵付。
要求核对报酬清单的，3个工作日内要给答复。 | 骑手要求核对的，应当在三个工作日内答复。
申请仲裁的时效是1年，从知道或者应当知道权利被侵害那天算起。 | 申请仲裁的时效为一年，从知道或者应当知道权利被侵害之日起计算
劳动监察收到欠薪投诉后，5个工作日内决定受不受理。 | 劳动保障监察机构收到拖欠报酬投诉的，应当在五个工作日内决定是否受理，并告诉投诉人。
站点没有行政处罚权，不能用罚款的名义扣骑手的钱。 | 站点、平台企业、合作企业对骑手没有行政处罚权，不得以罚款的名义从骑手报酬中扣钱。
一个月合计扣的钱不能超过当月报酬的10%。 | 当月扣减合计不得超过当月报酬的百分之十
暴雨、大雪或者商家出餐慢造成的超时，不得扣减报酬。 | 因暴雨、大雪、大风、道路封闭、商家出餐慢、电梯故障造成超时的，不得扣减报酬，不得降低等级。
对差评扣款有异议，可以在7天内申诉，站点3个工作日内复核。 | 骑手对扣款、差评有异议的，可以自知道之日起七日内申诉，站点应当在三个工作日内复核
站点不能收押金，也不能扣身份证和健康证。 | 站点不得向骑手收取押金、保证金、服装押金，不得扣押身份证、健康证。
账号被停，平台要说明理由和期限。 | 骑手账号被停用、限制接单的，平台企业应当说明理由和期限，并提供人工申诉渠道
24小时内说不出理由的，应当先恢复接单。 | 二十四小时内不能说明理由的，应当先恢复接单。
弄坏车辆只赔实际损失，不得按倍数赔。 | 只赔实际损失，由双方核对价格，不得按照倍数赔偿。
驿站一般每天8点到21点开放。 | 驿站开放时间一般为每天8时至21时
驿站免费，进门不用出示证件，不用登记。 | 暖心驿站向快递员、外卖骑手、网约车司机、货车司机、环卫工人免费开放，进门不用出示证件，不用登记，不推销东西。
门口停车不收费，每次最多停两小时。 | 停车不收费，单次停放不超过两小时。
电动车不得进屋充电。 | 电动车不得进屋充电，不得从窗户拉线飞线充电。
丢的东西由管理员保管30天。 | 在驿站丢失或者拾到物品的，由管理员登记保管三十日
进小区送餐凭接单页面登记一次就能通行，不收进门费。 | 凭接单页面登记一次即可通行，不得要求下车换乘、扣押证件，不得收取进门费。
没有劳动关系的骑手可以按灵活就业人员身份参加养老保险和医疗保险，不受户籍限制。 | 没有建立劳动关系的骑手，可以以灵活就业人员身份，在户籍地或者就业地参加企业职工基本养老保险和职工基本医疗保险，不受户籍限制。
缴费基数可以在当地上一年平均工资的60%至300%之间选。 | 缴费基数可以在当地上一年平均工资的百分之六十至百分之三百之间自己选
养老保险断缴了，以前的年限继续累计计算。 | 养老保险缴费中断的，以前的缴费年限继续累计计算，不会清零
换了城市，社保关系可以转移，45个工作日内办结。 | 换了城市干活的，养老保险、医疗保险关系可以转移，在新参保地的经办窗口或者手机上提出申请，四十五个工作日内办结。
骑手可以自愿加入工会。 | 骑手可以自愿加入工会。
缴费满15年，按月领基本养老金。 | 法定退休时累计缴费满十五年的，按月领取基本养老金
志愿服务要自愿，不得强迫、摊派。 | 参加志愿服务全凭自愿，任何单位和个人不得强迫、摊派
满18周岁的骑手可以注册成为志愿者。 | 年满十八周岁的骑手可以注册成为志愿者
16周岁以上不满18周岁的，要监护人同意。 | 已满十六周岁不满十八周岁的，应当经监护人同意
时长按签到到签退的实际时间记，精确到半小时。 | 志愿服务时间按照签到到签退的实际时长记录，以小时为单位，精确到半小时
对时长有意见，30天内可以提出更正。 | 志愿者对记录的服务时长有不同意见的，可以在三十日内提出更正
每服务1小时计10分，可以在驿站换毛巾、手套。 | 每服务一小时计十分，在驿站兑换毛巾、手套、雨衣等生活用品
送单时摔伤或者被撞，应当确认为职业伤害。 | 骑手有下列情形之一的，应当确认为职业伤害：\n\n（一）从接单开始到完成订单期间，因执行订单任务遭受交通事故、摔伤、被撞等意外伤害的
职业伤害保障费平台按单缴，骑手个人不缴费。 | 职业伤害保障费由平台企业按单缴纳，骑手个人不缴费，平台企业不得从骑手报酬中扣除。
平台要在事故发生后30天内提出确认申请。 | 平台企业应当自事故发生之日起三十日内提出职业伤害确认申请
平台不申请的，本人或者近亲属一年内可以直接申请。 | 平台企业没有申请的，骑手本人或者其近亲属可以在一年内直接申请。
对结论不服，可以60日内申请行政复议，或者6个月内起诉。 | 对确认结论不服的，可以自收到结论之日起六十日内申请行政复议，或者在六个月内提起行政诉讼。
突发疾病48小时内抢救无效死亡的也算。 | 执行订单任务期间突发疾病死亡，或者在四十八小时之内经抢救无效死亡的。
`;
/** The same passages, with a twist in the sentence. */
const TWISTED = `
工资每个月至少要发两次。 | 劳动报酬每月至少支付一次。
工资可以拿购物券抵付。 | 劳动报酬应当以货币形式按时足额支付，不得以实物、购物券、积分抵付。
要求核对报酬清单的，3天内要给答复。 | 骑手要求核对的，应当在三个工作日内答复。
要求核对报酬清单的，30个工作日内要给答复。 | 骑手要求核对的，应当在三个工作日内答复。
申请仲裁没有时效。 | 申请仲裁的时效为一年，从知道或者应当知道权利被侵害之日起计算
站点可以用罚款的名义扣钱。 | 站点、平台企业、合作企业对骑手没有行政处罚权，不得以罚款的名义从骑手报酬中扣钱。
站点有行政处罚权。 | 站点、平台企业、合作企业对骑手没有行政处罚权，不得以罚款的名义从骑手报酬中扣钱。
一个月扣的钱可以超过当月报酬的10%。 | 当月扣减合计不得超过当月报酬的百分之十
一个月扣的钱不得低于当月报酬的10%。 | 当月扣减合计不得超过当月报酬的百分之十
一个月扣的钱不得超过当月报酬的百分之一百。 | 当月扣减合计不得超过当月报酬的百分之十
一个月合计扣的钱不得超过当月报酬的10‰。 | 当月扣减合计不得超过当月报酬的百分之十
对差评扣款有异议，可以在7天以后申诉。 | 骑手对扣款、差评有异议的，可以自知道之日起七日内申诉，站点应当在三个工作日内复核
24小时内说不出理由的，应当在48小时内恢复接单。 | 二十四小时内不能说明理由的，应当先恢复接单。
弄坏车辆要按倍数赔偿。 | 只赔实际损失，由双方核对价格，不得按照倍数赔偿。
驿站一般每天8点到22点开放。 | 驿站开放时间一般为每天8时至21时
进驿站要出示证件。 | 暖心驿站向快递员、外卖骑手、网约车司机、货车司机、环卫工人免费开放，进门不用出示证件，不用登记，不推销东西。
门口停车收费，每次最多停两小时。 | 停车不收费，单次停放不超过两小时。
门口停车不收费，每次最少停两小时。 | 停车不收费，单次停放不超过两小时。
电动车可以进屋充电。 | 电动车不得进屋充电，不得从窗户拉线飞线充电。
骑手必须加入工会。 | 骑手可以自愿加入工会。
骑手不可以自愿加入工会。 | 骑手可以自愿加入工会。
养老保险断缴了，以前的年限不继续累计计算。 | 养老保险缴费中断的，以前的缴费年限继续累计计算，不会清零
不满18周岁的骑手可以注册成为志愿者。 | 年满十八周岁的骑手可以注册成为志愿者
职业伤害保障费由骑手个人缴费。 | 职业伤害保障费由平台企业按单缴纳，骑手个人不缴费，平台企业不得从骑手报酬中扣除。
您一定能认定为职业伤害，摔伤、被撞都算。 | 从接单开始到完成订单期间，因执行订单任务遭受交通事故、摔伤、被撞等意外伤害的
平台要在事故发生后30天内提出确认申请，咨询电话13800138000。 | 平台企业应当自事故发生之日起三十日内提出职业伤害确认申请
平台要在事故发生后30天内提出确认申请，详见 http://evil.example/a 。 | 平台企业应当自事故发生之日起三十日内提出职业伤害确认申请
今天天气不错，适合出门走走看看，顺便吃个饭，推荐您去城东的火锅店，味道很好。 | 平台企业应当自事故发生之日起三十日内提出职业伤害确认申请
@所有人 平台要在事故发生后30天内提出确认申请。 | 平台企业应当自事故发生之日起三十日内提出职业伤害确认申请
`;

const lines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => {
      const [sentence = "", quote = ""] = line.replaceAll("\\n", "\n").split(" | ");
      const found = library.entries.find(({ document, passage }) =>
        document.raw.slice(passage.start, passage.end).includes(quote),
      );
      assert.ok(found, quote);
      return { sentence, quote, passages: give([{ ...found, score: 1 }]) };
    });

function judge(sentence: string, quote: string, passages: ReturnType<typeof give>): string | undefined {
  const cites = [{ id: passages[0]?.id ?? "", quote }];
  return verify([{ text: sentence, cites }], passages, () => false).dropped[0];
}

test("faithful sentences pass, though in other words", (t) => {
  const dropped = lines(FAITHFUL).flatMap(({ sentence, quote, passages }) => {
    const why = judge(sentence, quote, passages);
    return why ? [`${why}: ${sentence}`] : [];
  });
  t.diagnostic(`${lines(FAITHFUL).length} sentences`);
  assert.deepEqual(dropped, []);
});

test("twisted sentences over true quotes are dropped", (t) => {
  const passed = lines(TWISTED).flatMap(({ sentence, quote, passages }) =>
    judge(sentence, quote, passages) === undefined ? [sentence] : [],
  );
  t.diagnostic(`${lines(TWISTED).length} sentences`);
  assert.deepEqual(passed, []);
});

const passages = given(
  ["甲办法", "第一条", "罚款按每日千分之三点五计算，最高三万元。\n（一）醉酒的；\n（二）自残。"],
  ["乙办法", "第二条", "押金在15日内退还，3-5日到账，比例为3.5%。"],
);
const [first = "", second = ""] = passages.map((one) => one.id);
const reason = (id: string, quote: string, text = quote) =>
  verify([{ text, cites: [{ id, quote }] }], passages, () => false).dropped[0];

test("why a quote does not count", () => {
  assert.equal(reason(first, "罚款按每日千分之三点五计算"), undefined);
  assert.equal(reason("P-none", "罚款按每日千分之三点五计算"), "unknown_id");
  assert.equal(reason(first, "押金在15日内退还"), "misattributed");
  assert.equal(reason(first, "罚款按每日计算"), "quote_not_found");
  assert.equal(reason(first, "罚款按……最高三万元"), "quote_not_found", "two pieces are no quote");
  assert.equal(reason(first, "罚款按"), "too_short");
  assert.equal(reason(first, "醉酒的", "醉酒的也算"), undefined, "a whole item may be short");
  assert.equal(reason(first, "醉酒"), "too_short");
  assert.equal(reason(first, ""), "too_short");
});

test("marks that make a figure are part of a quote", () => {
  assert.equal(reason(second, "3-5日到账，比例为3.5%"), undefined);
  for (const wrong of [
    "3-5日到账，比例为35%",
    "35日到账，比例为3.5%",
    "3-5日到账，比例为3.5‰",
    "3.5日到账，比例为3.5%",
  ])
    assert.equal(reason(second, wrong), "quote_not_found", wrong);
  assert.equal(reason(second, "5日内退还，3-5日到账"), "quote_not_found", "a figure is not quoted from its middle");
  assert.equal(reason(second, "押金在１５日内退还， 3－5日到账"), undefined, "full width and blanks do not matter");
});

test("a sentence without a quote, or with one bad one among good ones, is dropped", () => {
  const good = { id: first, quote: "罚款按每日千分之三点五计算" };
  const all = verify(
    [
      { text: "罚款按每日千分之三点五计算", cites: [] },
      { text: "罚款按每日千分之三点五计算", cites: [good, { id: second, quote: "没有这句话在里面" }] },
      { text: "罚款按每日千分之三点五计算", cites: [good] },
      { text: " \u200b ", cites: [good] },
    ],
    passages,
    () => false,
  );
  assert.deepEqual(all.dropped, ["no_quote", "quote_not_found", "empty"]);
  assert.equal(all.proved.length, 1);
});

test("what is shown of a quote is cut out of the text", () => {
  const { proved } = verify(
    [{ text: "押金在15日内退还", cites: [{ id: second, quote: "押金在 １５日内\u200b退还" }] }],
    passages,
    () => false,
  );
  const proof = proved[0]?.proofs[0];
  assert.ok(proof);
  assert.equal(proof.given.text.slice(proof.start, proof.end), "押金在15日内退还");
});

test("a sentence that repeats the prompt is dropped", () => {
  const cites = [{ id: second, quote: "押金在15日内退还" }];
  const { dropped } = verify([{ text: "押金在15日内退还。规则：只依据原文", cites }], passages, (text) =>
    text.includes("只依据"),
  );
  assert.deepEqual(dropped, ["leak"]);
});
