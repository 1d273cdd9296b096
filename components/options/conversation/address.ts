import { type SectionName, sectionHashes, sectionOf } from "../../menu/sections.ts";
import type { ConversationOf } from "./model.ts";

const sections = { message: "log", patient: "patients" } as const satisfies Record<
  ConversationOf["by"],
  SectionName
>;

/** `#odeslane/…` or `#pacienti/…`: the conversation opens over its section. */
export const conversationHash = ({ by, id }: ConversationOf): string =>
  `${sectionHashes[sections[by]]}/${id}`;

export function conversationIn(hash: string): ConversationOf | null {
  const [, id = ""] = hash.split("/", 2);
  if (id === "") return null;
  const section = sectionOf(hash);
  if (section === sections.message) return { by: "message", id };
  return section === sections.patient ? { by: "patient", id } : null;
}
