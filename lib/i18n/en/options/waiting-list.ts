import type { waitingList as cs } from "../../cs/options/waiting-list.ts";
import { plural } from "../../language.ts";

export const waitingList: typeof cs = {
  lead: "Patients who want to come sooner. When an appointment is cancelled, Pípni proposes to whom to offer the time. Nothing is sent by itself.",
  slots: "Times that became free",
  noSlots:
    "There is none now. One appears once an appointment is cancelled in the calendar and somebody is on the list.",
  people: (count) => `Who is waiting (${count})`,
  add: "Add to the list",
  edit: "Edit",
  remove: "Remove",
  of: (what, name) => `${what}: ${name}`,
  empty: "Nobody is on the list. Add a patient who would like to come sooner.",
  unreadable: (count) =>
    `${count} ${plural("en", count, "entry", "entries", "entries")} of the waiting list cannot be read. They are offered nothing and stay stored.`,
  since: (day) => `waiting since ${day}`,
  until: (day) => `until ${day}`,
  anything: "any time suits",
  past: "no longer of use",
  removal: {
    title: "Remove from the waiting list?",
    text: (name) => `${name} will be offered no earlier time. Nothing is sent.`,
  },
  dialog: {
    add: "Add to the waiting list",
    edit: "Edit this entry",
    find: "Find in the directory",
    findHint: "A name or a number. Or fill in the patient below.",
    name: "Name",
    phone: "Mobile number",
    doctor: "Doctor",
    doctorHint: "Only where the time must be with them. Write the name as in the calendar.",
    days: "Days",
    daysHint: "None ticked: any day suits.",
    parts: "Part of the day",
    partNames: { morning: "morning", afternoon: "afternoon" },
    partsHint: "None ticked: any time suits.",
    since: "Waiting since",
    until: "Not after",
    untilHint: "Empty: no limit.",
    note: "Note",
    noteHint: "For you only, the patient does not get it.",
    save: "Save",
    full: "There are 500 people on the list and no room for more. Nothing was saved; please remove somebody first.",
    phoneUnusable: (why) => `This number cannot be texted: ${why} Nothing was saved.`,
    missing: {
      name: "Please write a name.",
      phone: "Please write a mobile number.",
      since: "Please choose a day that has come.",
      until: "Please choose a day after the waiting began.",
    },
  },
  offer: {
    to: "To",
    room: (count) =>
      `At most ${plural("en", count, "1 person", `${count} people`, `${count} people`)}. Whoever has waited longest comes first.`,
    doctorUnknown: "the calendar does not tell the doctor, please check",
    others: (count) =>
      `It suits ${plural("en", count, "1 more patient", `${count} more patients`, `${count} more patients`)} who cannot be asked`,
    quiet: (time) =>
      `These are quiet hours, and the SMS would arrive at once. Better offer it after ${time}.`,
    nowQuiet: "Quiet hours have just begun. Nothing was sent. Press again to send the offer all the same.",
    filled: "Offer it only if you know that it is free.",
    notRead: "The calendar is not open now. Please look there whether the time is still free.",
    noReplies:
      "Nobody can reply to your SMS, as they come under a name. Ask the patient in the text to call.",
    paused: "Sending is stopped. The offers wait until you start it again.",
    send: (count) => `Send ${count} ${plural("en", count, "offer", "offers", "offers")}`,
    sendNow: (count) => `Send ${count} ${plural("en", count, "offer", "offers", "offers")} now`,
    sending: "Handing over…",
    each: (count) => `This is the price of one message; ${count} will be sent.`,
    changed:
      "Something has changed meanwhile, and nothing was sent. Close this window and look at the time again.",
    failed:
      "We do not know whether the offers were handed over. Close this window: the time shows who got one.",
    done: (count) =>
      `${plural("en", count, "The offer leaves", "The offers leave", "The offers leave")} in a moment. You will see answers under Waiting for you.`,
    waits: "The offers wait, as sending is stopped.",
    notTaken: (name, why) => `${name}: the offer will not be sent. ${why}`,
  },
  rules: {
    title: "Rules and texts",
    notice: "Do not offer a time that begins within fewer hours than",
    noticeHint: "The patient must have time to answer and to come.",
    noticeInvalid: "Please write a whole number from 0 to 168.",
    most: "At most so many people for one time",
    mostHint: "The more get an offer, the more are turned down.",
    mostInvalid: "Please write a whole number from 1 to 10.",
    texts: { offer: "Offer of a time", taken: "Already taken" },
    textHints: {
      offer: "Two may answer at once. So write that the time is theirs once you confirm it.",
      taken: "Sent at one press to those who got the offer and do not have the time.",
    },
  },
};
