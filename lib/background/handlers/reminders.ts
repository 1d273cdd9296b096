import { ReminderSettings } from "../../domain/thread/reminders.ts";
import { countConcerned } from "../sending/concerned.ts";
import type { HandlersOf } from "./server.ts";

export const remindersHandlers: HandlersOf<"reminders"> = {
  "reminders.concerned": ({ reminders, isKindOn }) =>
    countConcerned(ReminderSettings.parse(reminders), isKindOn),
};
