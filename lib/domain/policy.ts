import type { Appointment } from "./appointment.ts";
import type { MessageKind } from "./message-kind.ts";
import { parsePhone } from "./phone.ts";
import type { PlaceholderValues } from "./placeholder.ts";
import type { Reason } from "./reason.ts";
import { segment } from "./segments.ts";
import { type Settings, timeZoneOf } from "./settings.ts";
import { render } from "./template.ts";
import { formatDate, formatTime } from "./when.ts";

export interface Draft {
  phone: string;
  country: string;
  text: string;
  parts: number;
}

export type Drafted = { ok: true; draft: Draft } | { ok: false; reason: Reason };

const refuse = (reason: Reason): Drafted => ({ ok: false, reason });

/** What the placeholders stand for in a text about this appointment. */
export function valuesFor(appointment: Pick<Appointment, "start">, settings: Settings): PlaceholderValues {
  const timeZone = timeZoneOf(settings);
  return {
    DATUM: formatDate(appointment.start, timeZone),
    CAS: formatTime(appointment.start, timeZone),
    ZARIZENI: settings.practice.name,
    TELEFON: settings.practice.phone,
  };
}

/** Whether the moment to speak of an appointment has gone: it began, at `now` in milliseconds since the epoch. */
export const hasBegun = (start: string, now: number): boolean =>
  Temporal.Instant.from(start).epochMilliseconds <= now;

/** The text for one appointment, or the first reason why there can be none. The same rules for every way of sending. */
export function draft(appointment: Appointment, kind: MessageKind, settings: Settings, now: number): Drafted {
  const { patient } = appointment;
  if (!settings.templates[kind].enabled) return refuse({ code: "kindOff" });
  if (!patient) return refuse({ code: "noPatient" });
  if (appointment.allDay) return refuse({ code: "allDay" });
  if (hasBegun(appointment.start, now)) return refuse({ code: "past" });
  const phone = parsePhone(patient.phone ?? "", settings.sending.countries);
  if (!phone.ok) return refuse(phone.reason);
  const rendered = render(settings.templates[kind].text, valuesFor(appointment, settings), {
    plain: settings.sending.plain,
  });
  if (!rendered.ok)
    return refuse({ code: rendered.problem, detail: rendered.names.join(", ").slice(0, 500) });
  const { text } = rendered;
  return { ok: true, draft: { phone: phone.e164, country: phone.country, text, parts: segment(text).parts } };
}
