import type { Appointment } from "../appointment.ts";
import type { Reason } from "../outbox/reason.ts";
import { parsePhone } from "../phone.ts";
import { type Settings, templateOf, timeZoneOf } from "../settings.ts";
import { wordingFor } from "./doctor-text.ts";
import type { MessageKind } from "./message-kind.ts";
import { localeOfMessages, type MessageLanguage } from "./message-language.ts";
import { nameInText } from "./person-name.ts";
import type { PlaceholderValues } from "./placeholder.ts";
import { segment } from "./segments.ts";
import { render } from "./template.ts";
import { formatDate, formatTime, formatWeekday } from "./when.ts";

export interface Draft {
  phone: string;
  country: string;
  text: string;
  parts: number;
}

/** `forDoctor`: for whose patients alone the text is; left out for the general one. */
export type Drafted = { ok: true; draft: Draft; forDoctor?: string } | { ok: false; reason: Reason };

const refuse = (reason: Reason): Drafted => ({ ok: false, reason });

/** What the placeholders stand for in a text about this appointment. */
export function valuesFor(
  {
    start,
    patient,
    doctor,
    placeholders,
  }: Pick<Appointment, "start" | "patient" | "doctor" | "placeholders">,
  settings: Settings,
  language: MessageLanguage,
): PlaceholderValues {
  const { practice } = settings;
  const timeZone = timeZoneOf(settings);
  const locale = localeOfMessages(language);
  return {
    ...placeholders,
    DATUM: formatDate(start, timeZone, locale),
    CAS: formatTime(start, timeZone, locale),
    DEN: formatWeekday(start, timeZone, locale),
    PACIENT: nameInText(patient?.name ?? ""),
    LEKAR: nameInText(doctor ?? "") || practice.doctor,
    ZARIZENI: practice.name,
    ADRESA: practice.address,
    TELEFON: practice.phone,
  };
}

/** Whether the moment to speak of an appointment has gone: it began, at `now` in milliseconds since the epoch. */
export const hasBegun = (start: string, now: number): boolean =>
  Temporal.Instant.from(start).epochMilliseconds <= now;

/**
 * The text for one appointment, or the first reason why there can be none. The same rules for every way of sending. Of
 * own words there is no template: it is left empty, and whoever has the words fills it.
 *
 * @param now milliseconds since the epoch
 * @param language the patient's, where it is known
 */
export function draft(
  appointment: Appointment,
  kind: MessageKind,
  settings: Settings,
  now: number,
  language: MessageLanguage = settings.sending.language,
): Drafted {
  const { patient } = appointment;
  const template = kind === "own" ? null : templateOf(settings, kind);
  if (template?.enabled === false) return refuse({ code: "kindOff" });
  if (!patient) return refuse({ code: "noPatient" });
  if (appointment.allDay) return refuse({ code: "allDay" });
  if (appointment.struckOut) return refuse({ code: "struckOut" });
  if (hasBegun(appointment.start, now)) return refuse({ code: "past" });
  const phone = parsePhone(patient.phone ?? "", settings.sending.countries);
  if (!phone.ok) return refuse(phone.reason);
  const to = { phone: phone.e164, country: phone.country };
  if (!template) return { ok: true, draft: { ...to, text: "", parts: 0 } };
  const { plain, language: practice } = settings.sending;
  const wording = wordingFor(template, appointment.doctor, language, practice);
  const rendered = render(wording.text, valuesFor(appointment, settings, wording.language), {
    plain,
    language: wording.language,
  });
  if (!rendered.ok)
    return refuse({ code: rendered.problem, detail: rendered.names.join(", ").slice(0, 500) });
  const { text } = rendered;
  const { parts } = segment(text);
  const { doctor } = wording;
  return { ok: true, draft: { ...to, text, parts }, ...(doctor === null ? {} : { forDoctor: doctor }) };
}
