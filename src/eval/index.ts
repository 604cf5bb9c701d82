/** `yizhan eval …`: THE list of what can be measured, one line each. The last line printed is one JSON object. */
import { UserError } from "#bot";

/** The options of the command line, as they were given: `--file F` is `{ file: "F" }`. */
export type Options = Readonly<Record<string, string | boolean | undefined>>;

/** Resolves to the figures; `print` shows lines for people before them. */
type Measure = (options: Options, print: (line: string) => void) => Promise<object>;

// Each loads what it measures and nothing else: memory is one of the figures.
const measures: Record<string, Measure> = {
  answers: async (options, print) => (await import("./answers.ts")).evalAnswers(needed(options, "file"), print),
  intents: async (options, print) => (await import("./intents.ts")).evalIntents(needed(options, "file"), print),
  refusal: async (options) =>
    (await import("./retrieval.ts")).evalRefusal({
      corpus: needed(options, "corpus"),
      answerable: needed(options, "answerable"),
      unanswerable: needed(options, "unanswerable"),
    }),
  retrieval: async (options, print) => {
    const { corpus, queries, qrels } = {
      corpus: needed(options, "corpus"),
      queries: needed(options, "queries"),
      qrels: needed(options, "qrels"),
    };
    const run = typeof options.run === "string" ? options.run : undefined;
    const figures = await (await import("./retrieval.ts")).evalRetrieval({ corpus, queries, qrels, run });
    // By words alone no configuration is looked at.
    if (!process.env.OPENAI_EMBEDDING_MODEL && !process.env.RERANK_MODEL) return figures;
    // Should the endpoint give nothing, these were not measured in vain.
    print(JSON.stringify(figures));
    return { ...figures, hybrid: await (await import("./hybrid.ts")).evalHybrid({ corpus, queries, qrels }, print) };
  },
};

/** `json`: nothing but the figures is printed. Throws UserError when something is missing. */
export async function evaluate(name: string | undefined, options: Options): Promise<number> {
  const measure = measures[name ?? ""];
  if (!measure) throw new UserError(`yizhan eval ${Object.keys(measures).join(" | ")} --json`);
  const write = (line: string) => process.stdout.write(`${line}\n`);
  const figures = await measure(options, options.json === true ? () => {} : write);
  write(JSON.stringify(figures));
  return 0;
}

/** The value of `--name`, which must be there. */
export function needed(options: Options, name: string): string {
  const value = options[name];
  if (typeof value !== "string" || value === "") throw new UserError(`请给出 --${name} / --${name} is missing`);
  return value;
}
