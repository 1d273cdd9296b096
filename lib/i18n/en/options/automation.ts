import type { automation as cs } from "../../cs/options/automation.ts";

/** What leaves by itself, of what a person hears at once, and what is seldom changed. */
export const automation: typeof cs = {
  lead: "What is sent automatically and when, and what Pípni tells you about.",
  changes: "Messages after a change in the calendar",
  notifications: {
    title: "Notifications on the screen",
    lead: "The browser shows them even when you are not looking at the calendar. A click opens Waiting for you.",
    kinds: {
      answer: "A patient has replied",
      unknown: "It is not known whether an SMS was sent",
      unread: "A calendar is no longer read",
      stopped: "Sending has stopped",
    },
    names: "Name the patients",
    namesHint:
      "People at your desk see notifications, too. A phone number or the text of a message is never shown.",
    withdrawn: "The browser does not allow notifications, so none is shown.",
    allow: "Allow notifications",
    refused: "The browser did not allow notifications. Press again and choose Allow when the browser asks.",
  },
  advanced: {
    lead: "What seldom needs a change.",
    numbers: "Sending and the log",
    more: "Several computers and backup",
    workstations: "Who sends where Pípni runs on several computers.",
    backup: "Everything you have set, in one file.",
    back: "Back to Advanced",
  },
};
