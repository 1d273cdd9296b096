/** How several computers of a practice share its texts. */
export const workstations = {
  lead: "Where the same calendar is open on several computers, they agree on who sends which text. The patient gets it once.",
  how: "How this computer sends",
  modes: {
    alone: "By itself, knowing of no other",
    shows: "Only shows, does not send",
    shared: "Agrees with the others",
  },
  modeHints: {
    alone: "Other computers with the same calendar would text patients a second time.",
    shows:
      "Texts of this computer wait until somebody decides on them. Another computer of the practice sends.",
    shared: "Each text is first written down in a common place. Whoever is first sends it.",
  },
  place: "The common place",
  placeLead:
    "An etcd server in your network. It holds no names, numbers or texts, only fingerprints and times. How to set it up is told in docs/workstations.md.",
  address: "Address",
  addressHint:
    "For example https://desk.lan:2379. Where the server has several nodes, write the addresses of all.",
  addressProblems: {
    empty: "Fill in the server's address.",
    invalid: "This is no address of a server. It should look like this: https://desk.lan:2379",
    insecure:
      "A connection by http:// is not encrypted. It is allowed only for computers in your network; use an address with https://.",
  },
  user: "User",
  userHint: "The practice's user: all computers have the same.",
  password: "Password",
  passwordHint: "It stays on this computer, and in a backup under a password.",
  passwordKept: "Stored. Fill in only a new one.",
  name: "Name of this computer",
  nameHint: "By this the others know who sent a text: “desk 2”.",
  namePlaceholder: "desk 1",
  test: "Test",
  testing: "Testing…",
  tested: (version: string) => `The server answers, and this computer may write there. Version ${version}.`,
  join: "Save and switch on",
  joining: "Saving…",
  joined: "Switched on. Another computer joins by loading a backup of the settings with a password.",
  refused: "The browser was not given access to the server. Press the button again and choose Allow.",
  other: "Another computer",
  otherText:
    "On this computer save a backup with a password (Backup and second computer), and load it on the other one. Then fill in its name there.",
  out: "The common place does not answer now, and nothing leaves",
  older: "The server knows less than it did, and nothing leaves",
  olderLead:
    "It was probably restored from a backup. Find out what happened to it before anything more leaves.",
  olderGoOn: "Go on with this state",
  olderTitle: "Go on with what the server knows?",
  olderText:
    "The server was probably restored from a backup, and has forgotten what left since. This computer tells it anew what it sent or knows of, and only then sends. What other computers sent, they tell: stop sending on all of them first, answer this question on each, and let sending go on once all have been answered.",
  olderYes: "Go on",
  withoutAsking: "Send from here without agreeing",
  withoutTitle: "Send from here without agreeing with the others?",
  withoutText:
    "Until the common place answers, this computer will send by itself. If another computer sends the same text meanwhile, the patient gets it twice. Decide so on one computer only, and tell the others.",
  withoutYes: "Send from here",
  withoutOn:
    "This computer sends without agreeing with the others. As soon as the common place answers, it agrees again.",
  askAgain: "Agree again",
};
