import type { about as cs } from "../../cs/options/about.ts";

export const about: typeof cs = {
  help: "Help",
  helpPage: "/help/en.html",
  lead: "Pípni sends SMS to patients from the web calendar you already have.",
  version: "Version",
  license: "Licence",
  licenseHint: "Free software: you may use it, study it and change it.",
  licences: "Licences of everything that Pípni holds",
  plugins: "Calendars it can read",
  privacyTitle: "What leaves the computer",
  privacyLink: "Privacy policy",
  privacyPage: "/help/privacy-en.html",
  privacy: [
    "Pípni shares patients' names and phone numbers only with GoSMS, and only what is needed to send a message.",
    "Settings, the log of sent messages and credentials stay in this browser.",
    "Pípni has no server of its own, does no tracking and shows no ads.",
  ],
  gosmsTitle: "GoSMS",
  gosms: "You manage credit, channels and billing in your GoSMS account.",
  gosmsLink: "Open GoSMS",
};
