import type { conversation as cs } from "../../cs/options/conversation.ts";

export const conversation: typeof cs = {
  whole: "Whole conversation",
  title: (who) => `Conversation: ${who}`,
  titleAlone: "Conversation",
  list: "Messages and replies, oldest first",
  practice: "Practice",
  patient: "Patient",
  shared: (names) => `On this number you text several people: ${names}.`,
  earlier: "Show earlier ones",
  empty: "Nothing was sent there from this computer so far, and nothing came back.",
  waits: "Waits for you",
  gone: "This conversation can no longer be shown. Its data were deleted, by hand or after the time that is set.",
};
