/** Whom the words accuse: a unit or a member of staff, who then must not see the case (信访工作条例 Art. 28, 30; PRODUCT.md P12). */
import { onceAName } from "./once-a-name.ts";

export interface Named {
  id: string;
  name: string;
}

const WITHIN = /(在|到|去|从|住|位于|往|离|经过|靠近|路过|送到|给)\s*$/;
/** Parts of an organisation's name that may follow its short name. */
const SUFFIX =
  /^(社区|街道办事处|街道办|街道|居委会|村委会|委员会|党委|支部|工会|办事处|办公室|服务中心|驿站|村|镇|乡|办|所|局|队)*/;
/** A place name goes on like this: 东街口, 东街3号, 东街站附近. */
const PLACE =
  /^(站点|站|网点|路|街|口|门|店|附近|旁|边|小区|号|桥|巷|市场|商场|广场|菜市|这边|那边|这里|那里|上|里|内|外|东|西|南|北|中段|片区|一带|有人|有个|有辆|有一|\d|[一二三四五六七八九十])/;

/** The staff whose display name (two characters or more) stands in the text. */
export function accusedPeople<T extends Named>(text: string, staff: readonly T[]): T[] {
  const plain = squeeze(text);
  return staff.filter(({ name }) => {
    const own = squeezed(name);
    return plain.includes(own) && [...own].length >= 2;
  });
}

/** `accusedPeople` for many texts: whose names end in none of a text's letters are not looked for in it. In no order. */
export function accusedAmong<T extends Named>(staff: readonly T[]): (text: string) => T[] {
  const byLast = Map.groupBy(staff, ({ name }) => [...squeezed(name)].at(-1));
  return (text) => {
    const letters = new Set(squeeze(text));
    const some = [...letters].flatMap((letter) => byLast.get(letter) ?? []);
    return accusedPeople(text, some);
  };
}

/** The units that the text names as units. A name that only says where something happened accuses nobody. */
export function accusedUnits<T extends Named>(text: string, units: readonly T[]): T[] {
  const plain = squeeze(text);
  return units.filter(({ name }) => {
    const own = squeezed(name);
    if (!plain.includes(own) || [...own].length < 2) return false;
    for (let at = plain.indexOf(own); at >= 0; at = plain.indexOf(own, at + 1)) {
      const after = plain.slice(at + own.length);
      const tail = after.slice(SUFFIX.exec(after)?.[0].length ?? 0);
      if (!WITHIN.test(plain.slice(0, at)) && !PLACE.test(tail) && !PLACE.test(after)) return true;
    }
    return false;
  });
}

const squeezed = onceAName(squeeze);

function squeeze(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}
