import { createContext } from "preact";
import { useContext } from "preact/hooks";

/** Words that a practice wants no warning of, wherever somebody writes what patients read. */
export const DismissedWords = createContext<readonly string[]>([]);
export const useDismissedWords = () => useContext(DismissedWords);
