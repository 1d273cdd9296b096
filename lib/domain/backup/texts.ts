import type { Settings } from "../settings.ts";
import { joinDoctorTexts } from "../text/doctor-text.ts";
import { joinKept } from "../text/kept-text.ts";
import { templateKinds } from "../text/message-kind.ts";

/** The settings that a backup brings, with the texts beside them that are here only: none of these is lost. */
export function withTextsHere(brought: Settings, here: Settings): Settings {
  const joined = structuredClone(brought);
  for (const kind of templateKinds)
    joined.templates[kind].forDoctors = joinDoctorTexts(
      here.templates[kind].forDoctors,
      brought.templates[kind].forDoctors,
    );
  return { ...joined, ownTexts: joinKept(here.ownTexts, brought.ownTexts) };
}
