import type { Appointment } from "../appointment.ts";
import type { ReasonCode } from "../outbox/reason.ts";
import { type Settings, templateOf } from "../settings.ts";
import { type Wording, wordingForAll } from "../text/doctor-text.ts";
import { valuesFor } from "../text/draft.ts";
import { type OwnWords, wordsIn } from "../text/kept-text.ts";
import type { TemplateKind } from "../text/message-kind.ts";
import { localeOfMessages, type MessageLanguage } from "../text/message-language.ts";
import type { PlaceholderValues } from "../text/placeholder.ts";
import { segment } from "../text/segments.ts";
import { render } from "../text/template.ts";
import type { SendableLine } from "./lines.ts";

/** A text that the bulk window sends: about one appointment, or about several of one number. */
export interface BulkText {
  /** In the order of the day. */
  appointments: [Appointment, ...Appointment[]];
  text: string;
  phone: string;
  country: string;
  parts: number;
  /** The doubt about it that a person was shown, and sends it in spite of. */
  despite: ReasonCode | null;
}

const alone = ({ row: { appointment, text, phone, country, parts, doubt } }: SendableLine): BulkText => ({
  appointments: [appointment],
  text,
  phone,
  country,
  parts,
  despite: doubt?.code ?? null,
});

/** One text for each appointment. */
export const eachAlone = (lines: readonly SendableLine[]): BulkText[] => lines.map(alone);

/**
 * "Sloučit pro stejné číslo": one text for all appointments of a number, of one day and kind as the window shows
 * them. Those for whom no text can be made together get one each, and what is doubted never joins what is not: one
 * refusal would stop both.
 */
export function bundleByNumber(
  lines: readonly SendableLine[],
  kind: TemplateKind,
  settings: Settings,
): BulkText[] {
  const groups = Map.groupBy(lines, ({ row: { phone, language, doubt } }) =>
    [phone, language, doubt?.code].join(" "),
  );
  const template = templateOf(settings, kind);
  return [...groups.values()].flatMap((group) => {
    const doctors = group.map(({ row }) => row.appointment.doctor);
    const wording = (language: MessageLanguage) =>
      wordingForAll(template, doctors, language, settings.sending.language);
    return together(group, wording, settings);
  });
}

/** Own words: one text to a number always, or the same words would come for each of its appointments. */
export function ownByNumber(lines: readonly SendableLine[], words: OwnWords, settings: Settings): BulkText[] {
  const groups = Map.groupBy(lines, ({ row: { phone, language } }) => `${phone} ${language}`);
  return [...groups.values()].flatMap((group) => {
    const asked = group.find(({ row }) => row.doubt !== null)?.row.doubt ?? null;
    // Asked about one of them, a person was not asked about another for another reason.
    const meant = group.filter(({ row: { doubt } }) => doubt === null || doubt.code === asked?.code);
    return together(meant, (language) => ({ text: wordsIn(words, language), language }), settings).map(
      (text) => ({
        ...text,
        despite: asked?.code ?? null,
      }),
    );
  });
}

function together(
  group: readonly SendableLine[],
  wordingIn: (language: MessageLanguage) => Pick<Wording, "text" | "language">,
  settings: Settings,
): BulkText[] {
  const [first, ...others] = group;
  if (!first || others.length === 0) return eachAlone(group);
  const { row } = first;
  const wording = wordingIn(row.language);
  const text = textTogether(
    group.map((line) => line.row.appointment),
    wording.text,
    settings,
    wording.language,
  );
  if (text === null) return eachAlone(group);
  return [
    {
      ...alone(first),
      appointments: [row.appointment, ...others.map((line) => line.row.appointment)],
      text,
      parts: segment(text).parts,
    },
  ];
}

/** The template's words once; what differs between the appointments is listed: `9:00, 10:30 a 14:00`. */
export function textTogether(
  appointments: readonly Appointment[],
  template: string,
  settings: Settings,
  language: MessageLanguage,
): string | null {
  const each = appointments.map((appointment) => valuesFor(appointment, settings, language));
  const list = new Intl.ListFormat(localeOfMessages(language), { type: "conjunction" });
  const values = Object.fromEntries(
    Object.keys(each[0] ?? {}).map((name) => {
      const distinct = [...new Set(each.map((one) => one[name] ?? ""))];
      // With one of them missing, the list would say less than is so.
      return [name, distinct.includes("") ? "" : list.format(distinct)];
    }),
  ) as PlaceholderValues;
  const rendered = render(template, values, {
    plain: settings.sending.plain,
    language,
  });
  return rendered.ok ? rendered.text : null;
}
