/** Puts the configured cases file in force while the house is put together. */
import { type Kit, UserError } from "#bot";
import { adopt } from "../case/kinds.ts";
import { defaultCases, defaultText } from "./default.ts";
import { carried, lastGood, listed, loadFile } from "./load.ts";

/**
 * The configured file, else the built-in one. A faulty or unreviewed file is left alone while the last good one goes on,
 * said in the log; where there is none, throws UserError that names all faults at once.
 */
export function startCases(kit: Pick<Kit, "settings" | "log">): void {
  const path = kit.settings.casesFile;
  const last = lastGood(kit.settings.dataDir);
  const found = path === undefined ? { loaded: { file: defaultCases, text: defaultText }, faults: [] } : loadFile(path);
  if (!found.loaded && !last) {
    const lines = listed(found.faults).map((line) => `  - ${line}`);
    throw new UserError([`CASES_FILE ${path}：不能用，请改好后再启动 / cannot be used:`, ...lines].join("\n"));
  }
  if (!found.loaded)
    kit.log.warn(
      { faults: found.faults.length },
      "CASES_FILE is refused, the last good one goes on; see yizhan cases check",
    );
  const next = found.loaded ?? last;
  if (!next) throw new RangeError("neither a file nor a last good one");
  adopt(carried(next.file, last?.file));
}
