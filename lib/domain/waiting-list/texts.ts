import type { Settings } from "../settings.ts";
import { timeZoneOf } from "../settings.ts";
import { localeOfMessages, type MessageLanguage } from "../text/message-language.ts";
import type { PlaceholderName, PlaceholderValues } from "../text/placeholder.ts";
import { type Rendered, render } from "../text/template.ts";
import { formatDate, formatTime, formatWeekday } from "../text/when.ts";

/** What those on the waiting list are written. */

export const offerKinds = ["offer", "taken"] as const;
export type OfferKind = (typeof offerKinds)[number];

/** An offer promises nothing: two may answer at once. */
export const presetOffers: Record<MessageLanguage, Record<OfferKind, string>> = {
  cs: {
    offer:
      "Uvolnil se termín #DATUM# v #CAS#. Chcete-li ho, odpovězte ANO. Platí, až Vám ho potvrdíme. #ZARIZENI#, #TELEFON#",
    taken: "Termín #DATUM# v #CAS# je už obsazený. Na čekací listině zůstáváte. #ZARIZENI#, #TELEFON#",
  },
  sk: {
    offer:
      "Uvoľnil sa termín #DATUM# o #CAS#. Ak ho chcete, odpovedzte ÁNO. Platí, až keď Vám ho potvrdíme. #ZARIZENI#, #TELEFON#",
    taken: "Termín #DATUM# o #CAS# je už obsadený. Na čakacej listine zostávate. #ZARIZENI#, #TELEFON#",
  },
  en: {
    offer:
      "A time has become free: #DATUM# at #CAS#. Reply YES if you want it. It is yours once we confirm it. #ZARIZENI#, #TELEFON#",
    taken:
      "The time #DATUM# at #CAS# has been taken. You are still on our waiting list. #ZARIZENI#, #TELEFON#",
  },
  de: {
    offer:
      "Ein Termin ist frei geworden: #DATUM# um #CAS#. Antworten Sie JA, wenn Sie ihn möchten. Er gilt, sobald wir ihn bestätigen. #ZARIZENI#, #TELEFON#",
    taken:
      "Der Termin #DATUM# um #CAS# ist schon vergeben. Sie bleiben auf der Warteliste. #ZARIZENI#, #TELEFON#",
  },
  uk: {
    offer:
      "Звільнився час #DATUM# о #CAS#. Якщо він Вам підходить, відповідайте ТАК. Він Ваш, коли ми підтвердимо. #ZARIZENI#, #TELEFON#",
    taken: "Час #DATUM# о #CAS# уже зайнято. Ви залишаєтеся у списку очікування. #ZARIZENI#, #TELEFON#",
  },
};

/** What these texts may ask for: one and the same text goes to all. */
export const offerPlaceholders: readonly PlaceholderName[] = ["DATUM", "DEN", "CAS", "ZARIZENI", "TELEFON"];

export const offerTemplate = ({ waitingList, sending }: Settings, kind: OfferKind): string =>
  waitingList.texts[kind].trim() || presetOffers[sending.language][kind];

/** The text about a time that became free, as everybody gets it. */
export function renderOffer(template: string, start: string, settings: Settings): Rendered {
  const { practice, sending } = settings;
  const { language, plain } = sending;
  const timeZone = timeZoneOf(settings);
  const locale = localeOfMessages(language);
  const values = {
    DATUM: formatDate(start, timeZone, locale),
    DEN: formatWeekday(start, timeZone, locale),
    CAS: formatTime(start, timeZone, locale),
    ZARIZENI: practice.name,
    TELEFON: practice.phone,
  };
  return render(template, values as PlaceholderValues & typeof values, { plain, language });
}
