import { z } from "zod";
import type { MessageKind } from "./message-kind.ts";

const timeZones = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);

export const TemplateSettings = z.strictObject({
  text: z.string().max(1000),
  /** Whether this kind is sent at all. Switching it off also holds what waits already. */
  enabled: z.boolean(),
});

export const Language = z.enum(["cs", "en", "sk"]);
export type Language = z.infer<typeof Language>;

/** Everything a practice sets up, except for the credentials, which live where no page can read them. */
export const Settings = z.strictObject({
  practice: z.strictObject({
    name: z.string().max(100),
    phone: z.string().max(50),
    /** IANA name; empty means the browser's. */
    timeZone: z.string().refine((zone) => zone === "" || timeZones.has(zone)),
  }),
  templates: z.strictObject({
    confirmation: TemplateSettings,
    reminder: TemplateSettings,
    cancellation: TemplateSettings,
  }),
  sending: z.strictObject({
    /** How long a change waits for another change or for "Neodesílat", in seconds. */
    settleSeconds: z.int().min(0).max(120),
    /** Sends texts in GSM-7, so that an ordinary one fits one SMS. */
    plain: z.boolean(),
    /** ISO 3166 codes of countries whose numbers may be texted. */
    countries: z.array(z.string().length(2)).min(1),
    /** GoSMS channel id. */
    channel: z.int().positive().nullable(),
    /** Requests to GoSMS in the air at once. */
    atOnce: z.int().min(1).max(8).default(4),
    /** "Zastavit odesílání": holds everything until a person lets it go on. */
    paused: z.boolean(),
  }),
  /** Language of the extension's own pages; `null` follows the browser. */
  language: Language.nullable(),
});
export type Settings = z.infer<typeof Settings>;

export const presetTemplates: Record<MessageKind, string> = {
  confirmation:
    "Dobrý den, potvrzujeme Váš termín #DATUM# v #CAS#, #ZARIZENI#. Pro změnu prosím volejte #TELEFON#.",
  reminder:
    "Dobrý den, připomínáme Váš termín #DATUM# v #CAS#, #ZARIZENI#. Pro změnu prosím volejte #TELEFON#.",
  cancellation: "Dobrý den, Váš termín #DATUM# v #CAS# byl zrušen. Nový Vám najdeme na #TELEFON#. #ZARIZENI#",
};

export const defaultSettings: Settings = {
  practice: { name: "", phone: "", timeZone: "" },
  templates: {
    confirmation: { text: presetTemplates.confirmation, enabled: true },
    reminder: { text: presetTemplates.reminder, enabled: true },
    cancellation: { text: presetTemplates.cancellation, enabled: true },
  },
  sending: {
    settleSeconds: 10,
    plain: true,
    countries: ["CZ", "SK"],
    channel: null,
    atOnce: 4,
    paused: false,
  },
  language: null,
};

export const timeZoneOf = (settings: Settings): string =>
  settings.practice.timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone;
