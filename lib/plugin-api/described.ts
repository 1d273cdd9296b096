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

type Parts = ReturnType<typeof partsOf>;
const partsOf = (described: string): { page: string; network: string[] }[] =>
  (JSON.parse(described) as { network?: unknown[] }[]).map(({ network = [], ...page }) => ({
    page: JSON.stringify(page),
    network: network.map((rule) => JSON.stringify(rule)),
  }));

/** Whether all that was read by the one description is read so by the other, which may know of more. */
export function isReadAsBefore(before: string, now: string): boolean {
  if (before === now) return true;
  let all: [Parts, Parts];
  try {
    all = [partsOf(before), partsOf(now)];
  } catch {
    return false;
  }
  const [earlier, later] = all;
  return earlier.every(
    ({ page, network }, at) =>
      later[at]?.page === page && network.every((rule) => later[at]?.network.includes(rule)),
  );
}
