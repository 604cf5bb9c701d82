import type { Met } from "./associations.ts";
import { fold } from "./normalise.ts";

/**
 * Common terms as they come out of voice input, pinyin keyboards and haste = as they are written. Looked at only where the
 * library knows no such word, so that a sound question never changes. Written by hand from sounds alike.
 */
const LINES = `
公伤 工桑 宫伤 工殇 gongshang = 工伤
社宝 社报 设保 shebao = 社会保险 社保
医宝 依保 yibao = 医疗保险 医保
公积今 工积金 gongjijin = 公积金
工姿 工子 公资 gongzi = 工资 劳动报酬
劳动和同 劳动盒同 劳动核同 hetong = 劳动合同
劳动中裁 劳动种裁 仲栽 zhongcai = 仲裁
陪偿 赔尝 培偿 陪钱 peichang = 赔偿
补尝 补常 buchang = 补偿
加斑 家班 加般 jiaban = 加班
押斤 压金 鸭金 yajin = 押金
发款 法款 fakuan = 罚款
拖歉 托欠 tuoqian = 拖欠
词退 citui = 辞退 解除
高文津贴 高温津帖 高温补帖 gaowen = 高温津贴 高温
冲电 chongdian = 充电
头灰 头亏 toukui = 头盔
志原者 志愿着 zhiyuanzhe = 志愿者
驿占 译站 yizhan = 驿站
党廉 档费 dangfei = 党费
离昏 离分 lihun = 离婚
财礼 采礼 彩理 caili = 彩礼
遗瞩 yizhu = 遗嘱
抚养废 扶养费 fuyangfei = 抚养费
交通事固 交通是故 jiaotongshigu = 交通事故
租凭 租零 zulin = 租赁
消费着 xiaofeizhe = 消费者
合火 hehuo = 合伙
帐户 帐号 zhanghao = 账户 账号
申述 申术 shensu = 申诉
伤惨 shangcan = 伤残
`;

const MISSPELT: Met[] = LINES.split("\n")
  .filter((line) => line.includes("="))
  .map((line) => {
    const [said = "", written = ""] = line.split("=").map((side) => side.trim());
    return { said: said.split(" ").map(fold), written: written.split(" ").map(fold) };
  });

/** The terms meant in a folded question, where it spells them in a way of which the library `knows` nothing. */
export function meantBy(folded: string, knows: (word: string) => boolean): Met[] {
  return MISSPELT.flatMap(({ said, written }) => {
    const found = said.filter((word) => folded.includes(word) && !knows(word));
    return found.length === 0 ? [] : [{ said: found, written }];
  });
}
