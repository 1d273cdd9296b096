import type { Appointment } from "../../lib/domain/appointment.ts";
import type { Recording } from "../replay/recording.ts";
import type { PluginFile } from "./manifest-file.ts";
import type { PlayedWrite, Trial } from "./trial.ts";
import { WallClockWords } from "./words.ts";

/** What came of a trial, for people. */

export const zoneOf = ({ manifest }: Pick<PluginFile, "manifest">): string =>
  manifest.contributes.calendars.find(({ timeZone }) => timeZone)?.timeZone ??
  new Intl.DateTimeFormat("en").resolvedOptions().timeZone;

const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** Columns as wide as their widest cell. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (most, row) => row.map((cell, index) => Math.max(most[index] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

export function printTrial(file: PluginFile, recording: Recording, trial: Trial): string {
  const zone = zoneOf(file);
  const words = new WallClockWords(zone);
  const values = ({ placeholders = {} }: Appointment): string =>
    Object.entries(placeholders)
      .filter(([, value]) => value !== "")
      .map(([name, value]) => `#${name}#: ${value}`)
      .join(", ");
  const row = (one: Appointment, state: string): string[] => [
    words.span(one),
    one.patient?.name || `(${one.title || "no name"})`,
    one.patient === null ? "about nobody" : (one.patient.phone ?? "no phone"),
    one.doctor ?? "",
    values(one),
    state,
  ];

  const lines = [`${file.path} on ${recording.address}`, ""];
  const { health, days, cancelled, writes, lists, remarks, unknown, misses } = trial;
  if (health?.state === "reading")
    lines.push(`The calendar is read: ${plural(health.appointments ?? 0, "appointment")} on the page.`);
  else if (health?.state === "unreadable") lines.push(`The calendar is not read: ${health.missing}`);
  else lines.push("The calendar is not read: the plugin has not started on this page.");

  for (const { day, problem, appointments } of days) {
    const called = cancelled.filter((one) => words.day(one.start) === day);
    const weekday = new Intl.DateTimeFormat("en", { weekday: "long", timeZone: "UTC" }).format(new Date(day));
    lines.push("", `${day}, ${weekday}: ${problem ?? plural(appointments.length, "appointment")}`);
    const rows = [
      ...appointments.map((one) => row(one, "")),
      ...called.map((one) => row(one, "cancelled, not listed")),
    ];
    lines.push(...table(rows).map((line) => `  ${line}`));
  }
  if (days.length === 0 && health?.state === "reading")
    lines.push("", "The page does not say which days it shows.");

  const outcome = ({ request, kind, changes, guesses }: PlayedWrite): string[] => [
    `  ${request} (rule: ${kind})`,
    ...changes.map((change) => `    ${words.change(change)}`),
    ...guesses.map((change) => `    only proposed: ${words.change(change)}`),
    ...(changes.length + guesses.length === 0 ? ["    nothing was told"] : []),
  ];
  const part = (title: string, all: readonly string[]): void => {
    if (all.length > 0) lines.push("", title, ...all);
  };
  part(
    "Lists:",
    lists.map((one) => `  ${one}`),
  );
  part("Changes:", writes.flatMap(outcome));
  part(
    "Requests that may change something, and no rule speaks of:",
    unknown.map((one) => `  ${one}`),
  );
  part(
    "Asked for by the page, and not in the recording:",
    misses.map((one) => `  ${one}`),
  );
  part(
    "Left out of the recording:",
    recording.problems.map((one) => `  ${one}`),
  );
  part(
    "To look at in the manifest:",
    remarks.map(({ place, said }) => `  ${place}: ${said}`),
  );
  return lines.join("\n");
}
