import type { notifications as cs } from "../cs/notifications.ts";
import { plural } from "../language.ts";

/** What the browser shows on the screen. No patient is named where `names` is empty. */
export const notifications: typeof cs = {
  answer: (count, names) =>
    `${plural("en", count, "A patient has", `${count} patients have`, `${count} patients have`)} replied to an SMS${names && `: ${names}`}.`,
  unknown: (count, names) =>
    `It is not known whether ${plural("en", count, "an SMS was", `${count} SMS were`, `${count} SMS were`)} sent${names && `: ${names}`}. Please decide.`,
  unread: (calendars) => `The calendar ${calendars} is not being read. No SMS about its changes is sent now.`,
  stopped: (why) => `No SMS is being sent. ${why}`,
  settings: "Some of the settings cannot be read.",
};
