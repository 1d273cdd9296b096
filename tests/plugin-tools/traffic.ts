import { readTraffic } from "../../lib/background/icalendar/traffic.ts";
import { appointmentOf } from "../../lib/declarative/entry.ts";
import { type Exchange, exchangeOf } from "../../lib/declarative/exchange.ts";
import { readFields } from "../../lib/declarative/fields.ts";
import { itemPlace, itemsOf, readList } from "../../lib/declarative/list-reading.ts";
import { operationsOf } from "../../lib/declarative/operation.ts";
import type { Appointment } from "../../lib/domain/appointment.ts";
import type { DeclaredCalendar, FieldKey, NetworkRule } from "../../lib/plugin-api/declared-calendar.ts";
import type { NetworkWrite } from "../../lib/plugin-api/network.ts";
import { zoneNamed } from "../../lib/plugin-kit/zone.ts";
import { isWrite, type Recorded, type Recording, textOf } from "../replay/recording.ts";
import type { Remark } from "./in-page.ts";

/** What a calendar's rules make of the requests in a recording, each looked at by itself. */
export interface Traffic {
  /** Days that some list covers. */
  readonly days: readonly string[];
  /** What the lists tell; of an appointment that is in several, what the last one says. */
  readonly read: readonly Appointment[];
  /** A line for each list: what was asked, how many appointments came, and for which days. */
  readonly lists: readonly string[];
  readonly remarks: readonly Remark[];
  /** Requests that change something as a rule says, in their order. */
  readonly writes: readonly { readonly recorded: Recorded; readonly rule: NetworkRule }[];
  /** Requests that may change something, and no rule speaks of them. */
  readonly unknown: readonly Recorded[];
}

const short = (text: string, most = 110): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
export const nameOf = ({ method, url }: Pick<Recorded, "method" | "url">): string =>
  `${method} ${short(url)}`;

function writeOf(recorded: Recorded): NetworkWrite {
  const location = recorded.headers.find(([name]) => name.toLowerCase() === "location")?.[1];
  return {
    ...{ id: 1, answerId: 2, method: recorded.method, url: recorded.url, body: recorded.body },
    ...{ status: recorded.status, response: textOf(recorded), redirected: false },
    location: location === undefined ? null : new URL(location, recorded.url).href,
    ...{ startedAt: recorded.at, endedAt: recorded.at },
  };
}

export function examineTraffic(calendar: DeclaredCalendar, recording: Recording, today: string): Traffic {
  const clock = zoneNamed(calendar.timeZone);
  const rules = calendar.network ?? [];
  const remarks: Remark[] = [];
  const days = new Set<string>();
  const lists: string[] = [];
  const entries = new Map<string, Appointment>();
  const writes: { recorded: Recorded; rule: NetworkRule }[] = [];
  const unknown: Recorded[] = [];
  const used = new Set<number>();
  const remark = (index: number, part: string, said: string): void => {
    const place = `network[${index}]${part}`;
    if (!remarks.some((one) => one.place === place)) remarks.push({ place, said });
  };

  for (const recorded of recording.exchanges) {
    const plain = writeOf(recorded);
    const inJson = () => ({ ...plain, ...readTraffic(plain, clock.id, recorded.at) });
    const weighed = rules.flatMap((rule, index) => {
      const exchange = exchangeOf(rule.body === "ics" ? inJson() : plain, rule);
      return exchange ? [{ rule, index, exchange }] : [];
    })[0];
    if (!weighed) {
      if (isWrite(recorded)) unknown.push(recorded);
      continue;
    }
    const { rule, index, exchange } = weighed;
    used.add(index);
    if (rule.kind === "list") {
      lists.push(examineList(rule, exchange, recorded, (part, said) => remark(index, part, said)));
      const read = readList(rule, exchange, { clock, syntheticId: calendar.events.syntheticId }, today);
      if (!read.ok) continue;
      for (const day of read.days ?? []) days.add(day);
      for (const entry of read.entries.values())
        if (!entry.cancelled) entries.set(entry.id, appointmentOf(entry));
      continue;
    }
    writes.push({ recorded, rule });
    if (!rule.navigates && !exchange.accepted)
      remark(index, ".ok", `takes the answer to ${nameOf(recorded)} (${recorded.status}) for a refusal`);
    for (const { id, key, when, cancels } of operationsOf(rule, exchange, clock, today)) {
      if ((rule.kind === "move" || rule.kind === "cancel") && id === null && key === null)
        remark(index, ".fields.id", `is not in ${nameOf(recorded)}`);
      if (rule.kind === "create" && when === null && !cancels)
        remark(index, ".fields.start", `is not in ${nameOf(recorded)}`);
    }
  }
  rules.forEach(({ kind, method, url }, index) => {
    if (!used.has(index) && !recording.isSnapshot)
      remark(index, "", `no request of the recording is meant by it (${kind}: ${method} \`${url}\`)`);
  });

  function examineList(
    rule: NetworkRule,
    exchange: Exchange,
    recorded: Recorded,
    tell: (part: string, said: string) => void,
  ): string {
    const name = nameOf(recorded);
    if (!exchange.accepted) {
      tell(".ok", `takes the answer to ${name} (${recorded.status}) for a refusal`);
      return `${name}: refused`;
    }
    const items = itemsOf(rule, exchange);
    if (!items) {
      tell(".items", `\`${rule.items ?? "$"}\` is not in the answer to ${name}`);
      return `${name}: nothing found`;
    }
    for (const field of Object.keys(rule.fields ?? {}) as FieldKey[]) {
      const found = items.filter((item) => readFields(rule.fields ?? {}, itemPlace(item), today).get(field));
      if (items.length > 0 && found.length === 0)
        tell(
          `.fields.${field}`,
          `gives nothing for any of the ${items.length} appointments in the answer to ${name}`,
        );
    }
    const read = readList(rule, exchange, { clock, syntheticId: calendar.events.syntheticId }, today);
    if (!read.ok) return `${name}: ${items.length} found, none of them can be read`;
    if (rule.range && read.days === null)
      tell(".range", `tells no days for ${name}: compare it with the address and the answer`);
    const covered = read.days
      ? `covers ${read.days[0] ?? "no day"}${read.days.length > 1 ? ` to ${read.days.at(-1)}` : ""}`
      : "does not say which days it covers";
    return `${name}: ${read.entries.size} appointments, ${covered}`;
  }

  return { days: [...days].sort(), read: [...entries.values()], lists, remarks, writes, unknown };
}
