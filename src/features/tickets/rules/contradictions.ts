/** What a cases file says that cannot be, though each entry is well-formed: checked before anybody is asked to sign it. Pure. */
import { type CasesFile, clocksOf } from "./shape.ts";

export interface Contradiction {
  path: (string | number)[];
  /** In both languages, with the remedy. */
  text: string;
}

/** Whatever nobody has sorted is a complaint, and what nobody could answer a consultation: these two are always taken. */
const NEEDED = ["complaint", "consultation"] as const;

export function contradictions(file: CasesFile): Contradiction[] {
  return [
    ...needed(file),
    ...Object.keys(file.kinds).flatMap((id) => ofKind(file, id)),
    ...taken(file),
    ...ofMap(file),
  ];
}

function needed({ kinds }: CasesFile): Contradiction[] {
  return NEEDED.filter((id) => kinds[id] === undefined || kinds[id].retired).map((id) => ({
    path: ["kinds", id],
    text: `kinds.${id}：这一类必须有，也不能停用 / this kind must be there and not retired`,
  }));
}

function ofKind(file: CasesFile, id: string): Contradiction[] {
  const kind = file.kinds[id];
  if (!kind) return [];
  const at = (...rest: (string | number)[]) => ["kinds", id, ...rest];
  const faults: Contradiction[] = [];
  const clock = clocksOf(file, kind);
  if (clock.supervise <= clock.urge)
    faults.push({
      path: at("clock"),
      text: `kinds.${id}.clock：supervise 要大于 urge / supervise must be later than urge`,
    });
  for (const step of ["half", "claim"] as const) {
    if ((clock[step] ?? 0) > kind.clock.due)
      faults.push({ path: at("clock", step), text: `kinds.${id}.clock.${step}：不能大于 due / not later than due` });
  }
  const asked = kind.fields.map((field) => (field.ask === "free" ? `free ${field.label?.zh}` : field.ask));
  for (const [i, field] of kind.fields.entries()) {
    if ((field.ask === "free") !== (field.label !== undefined))
      faults.push({
        path: at("fields", i),
        text: `kinds.${id}.fields：free 要有 label，别的不要 / label belongs to free, and free needs one`,
      });
    if (asked.indexOf(asked[i] ?? "") < i)
      faults.push({ path: at("fields", i), text: `kinds.${id}.fields：同一项问了两次 / asked twice` });
    // Photo and place: three turns at most (PRODUCT.md §1.2 #23).
    if (id === "hazard" && field.ask !== "place" && field.ask !== "photo")
      faults.push({
        path: at("fields", i),
        text: `kinds.hazard.fields：隐患三轮之内登记，只问 place 和 photo / a hazard asks place and photo alone`,
      });
  }
  if (id === "hazard" && kind.privacy.ask)
    faults.push({
      path: at("privacy"),
      text: "kinds.hazard.privacy：隐患不问署名，写 ask: false / a hazard asks no name",
    });
  const categories = kind.categories.map((one) => one.id);
  for (const [i, one] of categories.entries())
    if (categories.indexOf(one) < i)
      faults.push({ path: at("categories", i), text: `kinds.${id}.categories：${one} 写了两次 / twice` });
  if (id === "hazard" && !categories.includes("other"))
    faults.push({ path: at("categories"), text: "kinds.hazard.categories：要有 other / other must be there" });
  return faults;
}

/** No word opens two kinds, no two kinds are called the same. */
function taken({ kinds }: CasesFile): Contradiction[] {
  const faults: Contradiction[] = [];
  const openers = new Map<string, string>();
  const names = new Map<string, string>();
  for (const [id, { words, name, retired }] of Object.entries(kinds)) {
    if (retired) continue;
    const claim = (all: Map<string, string>, word: string, place: string) => {
      const other = all.get(word);
      if (other !== undefined)
        faults.push({
          path: ["kinds", id, place],
          text: `kinds.${id}.${place}：“${word}”已经是 ${other} 的 / taken by ${other}`,
        });
      else all.set(word, id);
    };
    for (const word of words) claim(openers, word, "words");
    claim(names, name.zh, "name");
  }
  return faults;
}

/** The map names only what is there, and every line of it can be reached. */
function ofMap({ kinds, areas, responsibility }: CasesFile): Contradiction[] {
  const faults: Contradiction[] = [];
  const areaIds = areas.map((area) => area.id);
  const units = new Map<string, string>();
  for (const [i, area] of areas.entries()) {
    if (areaIds.indexOf(area.id) < i) faults.push({ path: ["areas", i], text: `areas：${area.id} 写了两次 / twice` });
    for (const unit of area.units) {
      const other = units.get(unit);
      if (other !== undefined)
        faults.push({
          path: ["areas", i, "units"],
          text: `areas.${area.id}：${unit} 已经属于 ${other} / already in ${other}`,
        });
      units.set(unit, area.id);
    }
  }
  for (const [i, line] of responsibility.entries()) {
    const note = (text: string) => faults.push({ path: ["responsibility", i], text: `responsibility：${text}` });
    if (line.kind !== undefined && kinds[line.kind] === undefined) note(`没有 ${line.kind} 这一类 / no such kind`);
    else if (line.category !== undefined) {
      const known = line.kind === undefined ? Object.values(kinds) : [kinds[line.kind]];
      if (!known.some((kind) => kind?.categories.some((one) => one.id === line.category)))
        note(`没有 ${line.category} 这个细类 / no such category`);
    }
    if (line.area !== undefined && !areaIds.includes(line.area)) note(`没有 ${line.area} 这片区域 / no such area`);
    if (line.assist.includes(line.lead)) note(`${line.lead} 不能又牵头又协办 / leads and assists at once`);
    const before = responsibility.slice(0, i).findIndex((other) => covers(other, line));
    if (before >= 0) note(`第 ${i + 1} 条轮不到，前面第 ${before + 1} 条已经包括它，请调换顺序 / never reached`);
  }
  return faults;
}

type Line = CasesFile["responsibility"][number];

function covers(wide: Line, narrow: Line): boolean {
  return (["kind", "category", "area"] as const).every(
    (part) => wide[part] === undefined || wide[part] === narrow[part],
  );
}
