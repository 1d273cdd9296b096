import { z } from "zod";
import { NotificationSettings, noNotifications } from "./notifications.ts";
import { DoctorTexts } from "./text/doctor-text.ts";
import { KeptTexts } from "./text/kept-text.ts";
import type { MessageKind, TemplateKind } from "./text/message-kind.ts";
import { MessageLanguage } from "./text/message-language.ts";
import { presetTemplates } from "./text/template-presets.ts";
import { defaultReminders, ReminderSettings } from "./thread/reminders.ts";
import { defaultWaitingList, WaitingListSettings } from "./waiting-list/rules.ts";

const timeZones = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);

function textsOf(kind: TemplateKind): Record<MessageLanguage, string> {
  const { cs, sk, en, de, uk } = presetTemplates;
  return { cs: cs[kind], sk: sk[kind], en: en[kind], de: de[kind], uk: uk[kind] };
}

/** One kind of text. A language that a version adds starts with its preset. */
const templateSettings = (kind: TemplateKind) => {
  const text = (language: MessageLanguage) => z.string().max(1000).default(presetTemplates[language][kind]);
  return z.preprocess(
    fromOneText,
    z.strictObject({
      texts: z.strictObject({
        cs: text("cs"),
        sk: text("sk"),
        en: text("en"),
        de: text("de"),
        uk: text("uk"),
      }),
      /** Whether this kind is sent at all. Switching it off also holds what waits already. */
      enabled: z.boolean(),
      /** Other texts of the kind, each for the patients of one doctor. */
      forDoctors: DoctorTexts.default({}),
    }),
  );
};

/**
 * Settings of the time when there was one text of each kind. It stays the text that goes out, as the language of the
 * texts is Czech until somebody chooses another.
 */
function fromOneText(stored: unknown): unknown {
  const old = z.looseObject({ text: z.string(), enabled: z.boolean() }).safeParse(stored);
  if (!old.success || "texts" in old.data) return stored;
  const { text, ...rest } = old.data;
  return { texts: { cs: text }, ...rest };
}

export const Language = z.enum(["cs", "en", "sk"]);
export type Language = z.infer<typeof Language>;

/** Everything a practice sets up, except for the credentials, which live where no page can read them. */
export const Settings = z.strictObject({
  practice: z.strictObject({
    name: z.string().max(100),
    phone: z.string().max(50),
    address: z.string().max(150).default(""),
    /** Named in texts about appointments whose calendar does not tell the doctor. */
    doctor: z.string().max(100).default(""),
    /** IANA name; empty means the browser's. */
    timeZone: z.string().refine((zone) => zone === "" || timeZones.has(zone)),
  }),
  templates: z.strictObject({
    confirmation: templateSettings("confirmation"),
    /** Off, the confirmation of the new time stands for it. */
    change: templateSettings("change").default(() => ({
      texts: textsOf("change"),
      enabled: false,
      forDoctors: {},
    })),
    reminder: templateSettings("reminder"),
    cancellation: templateSettings("cancellation"),
  }),
  /** Own words that are used again and again, offered by name wherever a person writes their own. */
  ownTexts: KeptTexts.default({}),
  sending: z.strictObject({
    /** The grace period: how long a change waits for another one or for "Neodesílat", in seconds. */
    settleSeconds: z.int().min(0).max(120),
    /** Of a recurring event only the occurrences of so many days from now are told. */
    seriesDays: z.int().min(1).max(180).default(30),
    /** Sends texts in GSM-7, so that an ordinary one fits one SMS. */
    plain: z.boolean(),
    /** That of the texts to patients about whom nothing else is known. */
    language: MessageLanguage.default("cs"),
    /** ISO 3166 codes of countries whose numbers may be texted; a number without a prefix is of the first. */
    countries: z.array(z.string().length(2)).min(1),
    /** GoSMS channel id. */
    channel: z.int().positive().nullable(),
    /** Requests to GoSMS in the air at once. */
    atOnce: z.int().min(1).max(8).default(4),
    /** "Sloučit pro stejné číslo": the bulk window writes one text about all appointments of a number. */
    joinSameNumber: z.boolean().default(false),
    /** Credit below which somebody is told, in the account's currency; 0 never. */
    lowCredit: z.int().min(0).max(999).default(50),
    /** Holds a text that would leave by itself to a number that was never texted and the directory does not know. */
    holdNewNumbers: z.boolean().default(false),
    /** So many texts about one appointment reach one number; a person decides on more. */
    mostPerAppointment: z.int().min(1).max(50).default(8),
    /** "Zastavit odesílání": holds everything until a person lets it go on. */
    paused: z.boolean(),
  }),
  log: z
    .strictObject({
      /** Days after which texts, names and numbers are deleted from the log; 0 never. */
      keepDays: z.int().min(0).max(999),
    })
    .default({ keepDays: 90 }),
  /** Those that leave by themselves. */
  reminders: ReminderSettings.default(defaultReminders),
  /** Words of texts that a practice wants no warning of, as it wrote them; see `tellingWords`. */
  dismissedWords: z.array(z.string().min(1).max(100)).max(300).default([]),
  /** On the screen; the browser shows them only where a person has allowed that, too. */
  notifications: NotificationSettings.default(noNotifications),
  /** How a time that became free is offered to those who wait for an earlier one. */
  waitingList: WaitingListSettings.default(defaultWaitingList),
  /** Shows in calendars, beside each appointment, what its patient knows and answered. */
  marks: z.boolean().default(false),
  /** Language of the extension's own pages; `null` follows the browser. */
  language: Language.nullable(),
});
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = {
  practice: { name: "", phone: "", address: "", doctor: "", timeZone: "" },
  templates: {
    confirmation: { texts: textsOf("confirmation"), enabled: true, forDoctors: {} },
    change: { texts: textsOf("change"), enabled: false, forDoctors: {} },
    reminder: { texts: textsOf("reminder"), enabled: true, forDoctors: {} },
    cancellation: { texts: textsOf("cancellation"), enabled: true, forDoctors: {} },
  },
  ownTexts: {},
  sending: {
    settleSeconds: 10,
    seriesDays: 30,
    plain: true,
    language: "cs",
    countries: ["CZ", "SK"],
    channel: null,
    atOnce: 4,
    lowCredit: 50,
    joinSameNumber: false,
    holdNewNumbers: false,
    mostPerAppointment: 8,
    paused: false,
  },
  log: { keepDays: 90 },
  reminders: defaultReminders,
  dismissedWords: [],
  notifications: noNotifications,
  waitingList: defaultWaitingList,
  marks: false,
  language: null,
};

/** What a text of the kind is made of: see `templates.change`. */
export const templateOf = (
  { templates }: Settings,
  kind: TemplateKind,
): Settings["templates"][TemplateKind] =>
  kind === "change" && !templates.change.enabled ? templates.confirmation : templates[kind];

/** Whether texts of the kind leave at all. Own words have no switch. */
export const isOn = (settings: Settings, kind: MessageKind): boolean =>
  kind === "own" || templateOf(settings, kind).enabled;

export const timeZoneOf = (settings: Settings): string =>
  settings.practice.timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone;
