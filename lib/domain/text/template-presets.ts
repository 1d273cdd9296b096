import type { TemplateKind } from "./message-kind.ts";
import type { MessageLanguage } from "./message-language.ts";

/**
 * The texts that a practice starts with. Each fits one SMS with an ordinary name and number; the Ukrainian ones are
 * so short because an SMS in Cyrillic holds 70 characters.
 */
export const presetTemplates: Record<MessageLanguage, Record<TemplateKind, string>> = {
  cs: {
    confirmation:
      "Dobrý den, potvrzujeme Váš termín #DATUM# v #CAS#, #ZARIZENI#. Pro změnu prosím volejte #TELEFON#.",
    change:
      "Dobrý den, Váš termín jsme přesunuli na #DATUM# v #CAS#, #ZARIZENI#. Pro změnu prosím volejte #TELEFON#.",
    reminder:
      "Dobrý den, připomínáme Váš termín #DATUM# v #CAS#, #ZARIZENI#. Pro změnu prosím volejte #TELEFON#.",
    cancellation:
      "Dobrý den, Váš termín #DATUM# v #CAS# byl zrušen. Nový Vám najdeme na #TELEFON#. #ZARIZENI#",
  },
  sk: {
    confirmation:
      "Dobrý deň, potvrdzujeme Váš termín #DATUM# o #CAS#, #ZARIZENI#. Ak ho chcete zmeniť, volajte prosím #TELEFON#.",
    change:
      "Dobrý deň, Váš termín sme presunuli na #DATUM# o #CAS#, #ZARIZENI#. Ak ho chcete zmeniť, volajte prosím #TELEFON#.",
    reminder:
      "Dobrý deň, pripomíname Váš termín #DATUM# o #CAS#, #ZARIZENI#. Ak ho chcete zmeniť, volajte prosím #TELEFON#.",
    cancellation:
      "Dobrý deň, Váš termín #DATUM# o #CAS# bol zrušený. Nový Vám radi nájdeme na #TELEFON#. #ZARIZENI#",
  },
  en: {
    confirmation:
      "Hello, we confirm your appointment on #DATUM# at #CAS#, #ZARIZENI#. To change it, please call #TELEFON#.",
    change:
      "Hello, your appointment has been moved to #DATUM# at #CAS#, #ZARIZENI#. To change it, please call #TELEFON#.",
    reminder:
      "Hello, this is a reminder of your appointment on #DATUM# at #CAS#, #ZARIZENI#. To change it, please call #TELEFON#.",
    cancellation:
      "Hello, your appointment on #DATUM# at #CAS# has been cancelled. For a new one, please call #TELEFON#. #ZARIZENI#",
  },
  de: {
    confirmation:
      "Guten Tag, wir bestätigen Ihren Termin am #DATUM# um #CAS# Uhr, #ZARIZENI#. Für Änderungen rufen Sie bitte #TELEFON# an.",
    change:
      "Guten Tag, Ihr Termin wurde auf den #DATUM# um #CAS# Uhr verlegt, #ZARIZENI#. Für Änderungen rufen Sie bitte #TELEFON# an.",
    reminder:
      "Guten Tag, wir erinnern Sie an Ihren Termin am #DATUM# um #CAS# Uhr, #ZARIZENI#. Für Änderungen rufen Sie bitte #TELEFON# an.",
    cancellation:
      "Guten Tag, Ihr Termin am #DATUM# um #CAS# Uhr wurde abgesagt. Für einen neuen Termin rufen Sie bitte #TELEFON# an. #ZARIZENI#",
  },
  uk: {
    confirmation: "Ваш візит: #DATUM# о #CAS#. #ZARIZENI#, #TELEFON#",
    change: "Новий час: #DATUM# о #CAS#. #ZARIZENI#, #TELEFON#",
    reminder: "Чекаємо Вас #DATUM# о #CAS#. #ZARIZENI#, #TELEFON#",
    cancellation: "Скасовано: #DATUM# о #CAS#. #ZARIZENI#, #TELEFON#",
  },
};

/**
 * The same with the patient's duty in words: to say so if they cannot come. None for a cancellation, and none in
 * Ukrainian, where it would take a second SMS.
 */
export const dutyTemplates: Partial<Record<MessageLanguage, Partial<Record<TemplateKind, string>>>> = {
  cs: {
    confirmation:
      "Dobrý den, máte termín #DATUM# v #CAS#, #ZARIZENI#. Nemůžete-li přijít, dejte nám prosím vědět: #TELEFON#.",
    change:
      "Dobrý den, Váš termín je nově #DATUM# v #CAS#, #ZARIZENI#. Nemůžete-li přijít, dejte nám prosím vědět: #TELEFON#.",
    reminder:
      "Dobrý den, čekáme Vás #DATUM# v #CAS#, #ZARIZENI#. Nemůžete-li přijít, dejte nám prosím vědět: #TELEFON#.",
  },
  sk: {
    confirmation:
      "Dobrý deň, máte termín #DATUM# o #CAS#, #ZARIZENI#. Ak nemôžete prísť, dajte nám prosím vedieť: #TELEFON#.",
    change:
      "Dobrý deň, Váš termín je po novom #DATUM# o #CAS#, #ZARIZENI#. Ak nemôžete prísť, dajte nám prosím vedieť: #TELEFON#.",
    reminder:
      "Dobrý deň, čakáme Vás #DATUM# o #CAS#, #ZARIZENI#. Ak nemôžete prísť, dajte nám prosím vedieť: #TELEFON#.",
  },
  en: {
    confirmation:
      "Hello, you have an appointment on #DATUM# at #CAS#, #ZARIZENI#. If you cannot come, please let us know: #TELEFON#.",
    change:
      "Hello, your appointment is now on #DATUM# at #CAS#, #ZARIZENI#. If you cannot come, please let us know: #TELEFON#.",
    reminder:
      "Hello, we expect you on #DATUM# at #CAS#, #ZARIZENI#. If you cannot come, please let us know: #TELEFON#.",
  },
  de: {
    confirmation:
      "Guten Tag, Sie haben einen Termin am #DATUM# um #CAS# Uhr, #ZARIZENI#. Falls Sie nicht kommen, sagen Sie bitte ab: #TELEFON#.",
    change:
      "Guten Tag, Ihr Termin ist nun am #DATUM# um #CAS# Uhr, #ZARIZENI#. Falls Sie nicht kommen, sagen Sie bitte ab: #TELEFON#.",
    reminder:
      "Guten Tag, wir erwarten Sie am #DATUM# um #CAS# Uhr, #ZARIZENI#. Falls Sie nicht kommen, sagen Sie bitte ab: #TELEFON#.",
  },
};
