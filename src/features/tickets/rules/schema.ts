/** The form of a cases file as JSON Schema, for editors: config/cases.schema.json is made of it (`yizhan cases schema`). */
import { z } from "zod";
import { casesShape } from "./shape.ts";

export function casesSchema(): string {
  const schema = z.toJSONSchema(casesShape, { io: "input" });
  return `${JSON.stringify({ title: "yizhan cases", ...schema }, null, 2)}\n`;
}
