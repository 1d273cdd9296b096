import type { feeds as cs } from "../../cs/options/feeds.ts";
import { plural } from "../../language.ts";
import { feedProblems } from "../feed-problems.ts";

export const feeds: typeof cs = {
  add: "Add a calendar without a page",
  lead: "Pípni reads the calendar itself by its official address. It need not be open, and appointments made on a phone are seen as well.",
  address: "iCal or CalDAV address",
  addressHint:
    "You find it in the calendar’s settings: Google “Secret address in iCal format”, Outlook “Publish a calendar”, elsewhere a CalDAV link. Do not show a secret address to anybody.",
  problems: {
    empty: "Enter the iCal or CalDAV address.",
    invalid: "This is not a whole address. It should look like this: https://calendar.example/practice.ics",
    scheme: "The address must begin with https:// or webcal://.",
    insecure:
      "A http:// connection is not encrypted. It is allowed only for computers in your own network; use an address with https://.",
    credentials:
      "A user name and a password do not belong in the address. Delete them there and fill in the fields below.",
    already: "This calendar is in the list already.",
  },
  serverProblems: feedProblems,
  user: "User name",
  password: "Password",
  secretHint: "Only if the calendar asks for them.",
  passwordHint:
    "iCloud, Fastmail and others give out a special password for other applications. It stays on this computer.",
  submit: "Read and add",
  submitting: "Reading…",
  choose: "There are several calendars at this address. Choose the one with the patients’ appointments.",
  chosen: "Add the chosen one",
  added: (name) => `The calendar ${name} is added. Check above this form what Pípni reads in it.`,
  refused:
    "The browser was not given access to the calendar’s server, so it was not added. Press the button again and choose Allow in the browser’s question.",
  read: (at, events) =>
    `as of ${at}, ${events} ${plural("en", events, "appointment", "appointments", "appointments")} from yesterday to half a year ahead`,
  neverRead: "It could not be read yet.",
  unread: (at) => `The calendar is not being read; what is known is as of ${at}.`,
  unreadMeans: "Until it is read, nothing new leaves from it by itself. Nothing is lost.",
  odd: (count, names) =>
    `${count} ${plural("en", count, "appointment", "appointments", "appointments")} cannot be read: ${names}. Nothing leaves to their patients.`,
  readNow: "Read now",
  reading: "Reading…",
  bulk: "Bulk SMS",
  savePassword: "Save and read",
  page: "Belongs to the page",
  pageHint: "Bulk SMS on that page then shows the appointments from here.",
  noPage: "none",
  unattended: "Send changes made elsewhere by themselves",
  unattendedHint:
    "An appointment added, moved or cancelled elsewhere, for example on a phone, is told by SMS as Messages say, without asking. Off: Pípni proposes it, and you decide.",
  removeText:
    "Pípni stops reading it and forgets its address and password. The log of sent messages stays. Planned reminders leave unless you cancel them.",
};
