import type { PluginContext, UnseenCreation } from "../../plugin-api/index.ts";
import { readEvents } from "../read-events.ts";
import { instantText } from "../zone.ts";
import type { UnseenWrite } from "./change-source.ts";

/** What the request says, as an event's fields would; empty where it says nothing that can be read so. */
function fieldsOf(body: string | null): string {
  try {
    const fields: unknown = JSON.parse(body ?? "");
    return JSON.stringify(fields).slice(0, 30_000);
  } catch {
    const form = Object.fromEntries(new URLSearchParams(body ?? ""));
    return JSON.stringify(form).slice(0, 30_000);
  }
}

/** Finds out whom a creation is about. That it happened is told even if nobody answers. */
export async function readUnseen(
  context: Pick<PluginContext, "askEvents" | "signal">,
  { start, body, ...creation }: UnseenWrite,
): Promise<UnseenCreation> {
  const reading = await readEvents(context, [{ title: "", fields: fieldsOf(body) }]).catch(() => []);
  return { ...creation, start: instantText(start), patient: reading[0]?.patient ?? null, title: "" };
}
