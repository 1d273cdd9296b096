import { z } from "zod";

/**
 * Why a text was not sent, is held, or ended as it did. Codes, not sentences: `lib/i18n` says them in the
 * user's language.
 */
export const ReasonCode = z.enum([
  // The appointment or its patient
  "noPatient",
  "noPhone",
  "phoneInvalid",
  "phoneShort",
  "phoneLandline",
  "phoneNotMobile",
  "phonePremium",
  "phoneCountry",
  "phoneChanged",
  "numberCorrected",
  "phoneUnclear",
  "patientUnclear",
  "patientUnreadable",
  "optedOut",
  "allDay",
  "struckOut",
  "past",
  "stale",
  "dayPassed",
  "alreadySent",
  "alreadyWaiting",
  "alreadyPlanned",
  "outcomeUnknown",
  "pastUnreadable",
  // The words
  "placeholderEmpty",
  "placeholderUnknown",
  "templateEmpty",
  "tooLong",
  "gatewayField",
  // What people decided
  "kindOff",
  "stoppedByUser",
  "givenUp",
  "superseded",
  "takenBack",
  "bundleChanged",
  "proposed",
  "appeared",
  "disappeared",
  "series",
  // What the patient knows or answered
  "toldCancelled",
  "cancellationStopped",
  "believesCancelled",
  "alreadyKnows",
  "declined",
  "confirmed",
  "otherPatient",
  "wrongNumber",
  "newNumber",
  // Of how the calendar is read
  "unconfirmed",
  "readingChanged",
  "feedUnread",
  "burst",
  "dailyCap",
  "appointmentCap",
  "flood",
  // Of reminders by themselves
  "reminderTooLate",
  "remindersOff",
  "notSeen",
  "calendarDiffers",
  "wentAnyway",
  "vanished",
  "notWithdrawn",
  "notVerified",
  "idUnknown",
  "otherAccount",
  // Of several computers
  "sentElsewhere",
  "scheduledElsewhere",
  "unknownElsewhere",
  "takenBackElsewhere",
  "newsElsewhere",
  "optedOutElsewhere",
  "wrongNumberElsewhere",
  "answeredElsewhere",
  "unreadableElsewhere",
  "onlyShows",
  // What GoSMS or the network did
  "credentialsMissing",
  "credentials",
  "credit",
  "channel",
  "forbidden",
  "notFound",
  "invalidRecipient",
  "refused",
  "rateLimited",
  "network",
  "timeout",
  "serverError",
  "badAnswer",
  "interrupted",
]);
export type ReasonCode = z.infer<typeof ReasonCode>;

export const Reason = z.strictObject({
  code: ReasonCode,
  /** GoSMS's own words, names of placeholders, a country: whatever the sentence quotes. */
  detail: z.string().max(500).optional(),
  /** Milliseconds since the epoch, for reasons that speak of a moment. */
  at: z.number().int().optional(),
});
export type Reason = z.infer<typeof Reason>;
