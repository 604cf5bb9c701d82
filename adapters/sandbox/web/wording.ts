/** The page's words in the bot's language. */
import { createContext, useContext } from "react";
import { zh } from "./words.ts";

export const Words = createContext(zh);
export const useWords = () => useContext(Words);
