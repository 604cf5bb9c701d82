import { EVERYDAY } from "./everyday.ts";
import { fold } from "./normalise.ts";

/**
 * What people say = what documents write. A question holding a word on the left also looks for the words on the right,
 * at a lower weight than its own. One line an idea; written from how couriers, riders and drivers talk.
 */
const LINES = `
扣钱 扣了钱 扣我 扣我钱 罚款 罚钱 罚我 罚了我 被罚 扣款 扣工资 克扣 扣多少 能扣 乱扣 扣了我 = 扣减 克扣 罚款 扣款
扣错 多扣 退回来 退给我 还给我 = 退还 返还 复核
工资条 工资单 明细 = 报酬清单 工资清单 支付凭证
工资 薪水 跑单费 配送费 单价 提成 工钱 血汗钱 = 劳动报酬 工资 报酬
拖欠 欠薪 欠工资 不发工资 没发工资 压工资 讨薪 要不到钱 = 拖欠 劳动报酬 支付
结清 结工资 结钱 剩下的钱 = 结清 支付
一小时 每小时 时薪 = 小时报酬 最低工资
几号发 时候发 多久发 哪天发 = 至少支付一次 按月 支付 发薪日 结算
底薪 保底 最低工资 = 最低工资标准 最低
加班 加班费 法定节假日 过年 春节 三倍 双倍 = 加班 节假日 延长工作时间 报酬
被撞 撞了 撞车 摔了 摔伤 摔倒 车祸 出事 受伤 = 交通事故 职业伤害 工伤 事故伤害
工伤 工伤保险 = 工伤 职业伤害 工伤保险
职伤 职伤险 职业伤害 = 职业伤害保障 职业伤害
赔 赔钱 赔多少 赔偿 = 赔偿 待遇 补偿
医药费 住院 看病 治疗费 看病钱 = 医疗 医疗费 治疗
伤残 残疾 评残 = 劳动能力鉴定 伤残 一次性
先干啥 先做什么 第一步 = 应当先 报警 救治 报案
死了 去世 猝死 人没了 = 死亡 丧葬 抚恤 供养亲属
五险 五险一金 社保 交社保 上社保 = 社会保险 养老保险 医疗保险 参加
养老 退休 养老金 = 养老保险 基本养老
医保 = 医疗保险 基本医疗
断缴 断交 断了 补缴 补交 = 中断 补缴 缴费
换城市 换地方 去别的城市 = 转移 接续
报销 能报多少 = 报销 待遇
老家 = 户籍地 户籍
公积金 = 住房公积金
没签合同 不签合同 没合同 签合同 签协议 = 劳动合同 书面协议 订立
劳务 外包 众包 合作关系 个体户 个体工商户 = 劳动关系 用工 合作 承揽
劳动关系 算不算员工 = 劳动关系 确认劳动关系
辞退 开除 踢了 不让干 不让我干 不要我了 = 解除 终止 停止 劳动合同
封号 封了号 停号 停我号 拉黑 = 账号 停用 停止 限制接单
辞职 不干了 离职 走人 = 解除 终止 离职
差评 投诉 超时 = 差评 投诉 超时 申诉
送晚 送迟 晚到 迟到 = 超时 延误
弄丢 搞丢 弄坏 摔坏 洒了 赔几倍 = 丢失 损坏 赔偿 损失
掏钱 自费 自己出钱 自己买 = 收费 购买 费用
申诉 不服 不认 = 申诉 复核 异议
出结果 认定结果 鉴定结果 = 结论
跑单 送单 接单 送餐路上 送货路上 半路 = 接单 订单 配送
站长 队长 站主管 = 站点
派单 算法 系统派 时间太短 送不完 = 算法 派单 订单 配送时间
跑多久 太累 连着跑 几个小时 疲劳 = 休息 工作时间 连续 疲劳
太热了 高温 暑天 降温费 = 高温 高温津贴 防暑
下雪天 下雨天 雨天 雪天 大雨 大雪 暴雨 台风 恶劣天气 = 恶劣天气 极端天气
头盔 电动车 电瓶车 电驴 上牌 = 头盔 电动自行车 安全
充电 换电 飞线 = 充电 电动自行车 消防
押金 服装费 收费 交钱 = 押金 财物 收取 费用
怀孕 孕妇 产假 女骑手 = 孕期 女职工 产假 生育
年龄 多大年纪 多大岁数 几岁 童工 未成年 = 年龄 未成年 周岁
仲裁 打官司 起诉 告公司 告平台 告站点 = 仲裁 诉讼 劳动争议 调解
找谁 哪里投诉 谁管 去哪告 举报 劳动局 劳动监察 = 投诉 举报 劳动保障监察 人力资源社会保障
工会 入会 = 工会 入会 会员
落在 落下 丢了 掉了 忘在 捡到 = 丢失 拾到 遗失
歇脚 歇会 热水 喝水 厕所 热饭 = 驿站 座椅 饮用热水 微波炉 厕所 休息
几点开门 几点关门 开到几点 营业 = 开放时间 开放
志愿者 做好事 当志愿 志愿活动 义工 = 志愿者 志愿服务 注册
时长 服务时间 志愿时长 = 志愿服务时间 记录 时长
保险 上保险 买保险 = 保险 保障
积分 换东西 兑换 = 积分 兑换
党员 党组织 组织关系 关系转 转过来 转组织 = 组织关系 转接 党员 党组织
报到 流动党员 在外地 = 报到 流动党员
入党 申请书 积极分子 = 入党 申请 入党积极分子
党费 交党费 = 党费
小区不让进 不让进门 保安 门禁 = 小区 通行 进入 物业
`;

interface Association {
  said: string[];
  written: string[];
}

const ASSOCIATIONS: Association[] = `${LINES}${EVERYDAY}`
  .split("\n")
  .filter((line) => line.includes("="))
  .map((line) => {
    const [said = "", written = ""] = line.split("=").map((side) => side.trim());
    return { said: said.split(" ").map(fold), written: written.split(" ").map(fold) };
  });

/** One idea met in a question: the lay words found there, and what documents write for it. */
export type Met = Association;

/** The ideas a folded question touches; `said` holds only those words that stand in it. */
export function associate(folded: string): Met[] {
  return ASSOCIATIONS.flatMap(({ said, written }) => {
    const found = said.filter((word) => folded.includes(word));
    return found.length === 0 ? [] : [{ said: found, written }];
  });
}
