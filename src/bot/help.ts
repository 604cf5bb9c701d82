/** 帮助: the four entries, and what this person's role adds. Built from what the features registered. */
import { nameOf, type Registered, type Registry } from "./registry.ts";
import { reaches } from "./roles.ts";
import type { zh } from "./words.ts";

/** The four things most people come for, by their commands' names (PRODUCT.md §1.1 #13). */
const ENTRIES = ["study.next", "policy.ask", "ticket.open.complaint", "volunteer.list"];

/** Registers 帮助. Must come after the features, whose commands it lists when asked. */
export function help(registry: Registry, words: typeof zh, examples: string[]): void {
  registry.command(
    {
      name: "help",
      words: ["帮助", "help", "开始"],
      examples,
      about: "",
      reads: true,
    },
    async ({ by }) => {
      const shown = registry.commands.filter((command) => command.about !== "");
      const entries = ENTRIES.flatMap((name) => shown.find((command) => command.name === name) ?? []);
      const everyone = shown.filter((command) => !command.role && !entries.includes(command));
      const staff = shown.filter((command) => command.role && reaches(by.role, command.role));
      const text = [
        words.helpTitle,
        ...entries.map(line),
        everyone.map(nameOf).join("　"),
        ...(staff.length > 0 ? ["", words.helpStaff, ...staff.map(line)] : []),
        "",
        words.helpMore,
      ];
      return {
        text: text.join("\n"),
        buttons: entries.map((command) => ({ label: nameOf(command), says: nameOf(command) })),
      };
    },
  );
}

function line(command: Registered): string {
  return `- **${nameOf(command)}**　${command.about}`;
}
