import type { NetworkRule } from "./declared-calendar.ts";
import type { PluginManifest } from "./manifest.ts";

/** Of a list all says what is read; of what the page writes the fields alone, and the rest when a server has said yes. */
const readBy = (rule: NetworkRule): Partial<NetworkRule> =>
  rule.kind === "list" ? rule : { kind: rule.kind, fields: rule.fields };

/**
 * Where a plugin made of data says that all stands, as text; empty for one with code. Of one that reads the page alone it
 * is as it always was, so that what a person has confirmed of it stands.
 */
export const describedBy = ({ main, contributes }: Pick<PluginManifest, "main" | "contributes">): string =>
  main === undefined
    ? JSON.stringify(
        contributes.calendars.map(({ events, day, timeZone, network }) => ({
          ...{ events, day, timeZone },
          network: network?.map(readBy),
        })),
      )
    : "";
