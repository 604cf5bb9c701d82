/** The words of staff: what each does, from which role on, and what must come with it. */
import type { Role } from "#bot";
import type { Move } from "../case/lifecycle.ts";

export const staffWords = [
  "答复",
  "办结",
  "追问",
  "延期",
  "退回",
  "指定",
  "转办",
  "督办",
  "不受理",
  "合并",
  "协办",
  "取消协办",
  "意见",
] as const;
export type StaffWord = (typeof staffWords)[number];

export interface StaffRule {
  move: Move;
  role: Role;
  /** text: what the reporter is told; evidence: that it is solved; reason, unit, other case; none. */
  needs: "text" | "evidence" | "reason" | "unit" | "case" | "none";
}

export const staffRules: Record<StaffWord, StaffRule> = {
  答复: { move: "reply", role: "handler", needs: "text" },
  办结: { move: "resolve", role: "handler", needs: "evidence" },
  追问: { move: "ask", role: "handler", needs: "text" },
  延期: { move: "extend", role: "handler", needs: "reason" },
  退回: { move: "return", role: "handler", needs: "reason" },
  转办: { move: "transfer", role: "handler", needs: "unit" },
  指定: { move: "designate", role: "secretary", needs: "unit" },
  督办: { move: "supervise", role: "secretary", needs: "none" },
  不受理: { move: "decline", role: "secretary", needs: "reason" },
  协办: { move: "assist", role: "secretary", needs: "unit" },
  取消协办: { move: "unassist", role: "handler", needs: "unit" },
  意见: { move: "advise", role: "handler", needs: "text" },
  合并: { move: "merge", role: "secretary", needs: "case" },
};
