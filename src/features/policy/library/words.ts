/** Everything the library says to people, in both languages. */
export { en } from "./en.ts";
export { type Words, zh } from "./zh.ts";
