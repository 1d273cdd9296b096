/** From installing to the first text. */
export const start = {
  lead: "Five steps, about three minutes. After the last one, Pípni works by itself.",
  allDone: "Done. Pípni is ready; you can come back to any of this at any time.",
  titles: {
    gosms: "Connect your GoSMS account",
    practice: "Fill in the practice’s name and phone",
    calendars: "Switch Pípni on in your calendar",
    ownText: "Send a text to your own phone",
    reminders: "Switch on reminders and pin the icon",
  },
  contentOf: (title: string) => `Step: ${title}`,
  gosms: { summary: (clientId: string) => `The connection to GoSMS works (Client ID ${clientId})` },
  practice: { missing: "Please fill this in; every text names it." },
  calendars: {
    lead: "Paste the address at which your calendar is open. The browser asks for access, and the calendar opens in a new tab.",
    opened:
      "The calendar is open in a new tab. Sign in there and press Hromadná SMS. If Pípni asks, confirm that it reads the appointments right.",
    others: "A calendar with an iCal or CalDAV address, or several calendars? Add them in",
  },
  ownText: {
    summary: "A text to your own phone was sent",
    notReady: "Finish the first two steps first. Without them there is nothing to send.",
    lead: "This is what a patient gets when you make an appointment. Send it to your own phone; nothing goes to patients.",
    dry: "First you may look at what would leave to everybody tomorrow.",
    dryLink: "Show tomorrow as a dry run",
    phone: "Your mobile number",
    phoneHint: "The number is not stored.",
    send: "Send a text to my phone",
    sending: "Sending…",
    about: (price: string) => `costs about ${price}`,
    costs: (price: string) => `costs ${price}`,
    sent: (phone: string) => `GoSMS has taken it and sends it to ${phone}. It should arrive within a minute.`,
    notSent: "The text was not sent.",
    unknown:
      "It is not certain whether the text was sent. Wait a minute to see if it arrives before you send it again.",
  },
  reminders: {
    lead: "Two reminders bring more patients than one. This choice sends them 3 days ahead, and again on the last working day before.",
    switchOn: "Switch on reminders 3 days and 1 day ahead",
    notNow: "Not now",
    isOn: "Reminders leave by themselves. Change when and which in",
    on: "Reminders leave by themselves",
    off: "No reminders; you can switch them on at any time",
    pin: "Pin the Pípni icon: click the puzzle piece in the browser’s toolbar, and then the pin beside Pípni. The icon then shows how much waits for you.",
  },
};
