import type { ReasonCode } from "../../../domain/outbox/reason.ts";
import type { gosms as cs } from "../../cs/options/gosms.ts";

const testAdvice: Partial<Record<ReasonCode, string>> = {
  credentialsMissing: "You can find the Client ID and the Client Secret in GoSMS under API > API.",
  credentials: "Copy both values from GoSMS again, without spaces at the beginning or the end.",
  channel: "Choose one of the channels of your account in the field above.",
  network: "Then press Test again.",
  timeout: "Wait a moment and press Test again.",
  badAnswer: "Try opening app.gosms.eu in another tab; your network may ask you to sign in.",
  rateLimited: "Wait a minute and press Test again.",
  serverError: "Wait a moment and press Test again.",
};

export const gosms: typeof cs = {
  lead: "Messages are sent through your GoSMS account. The credentials stay in this browser.",
  clientId: "Client ID",
  clientIdMissing: "Fill in the Client ID.",
  clientSecret: "Client Secret",
  secretMissing: "Fill in the Client Secret.",
  secretStored: (hint) => (hint ? `saved, ends with …${hint}` : "saved"),
  secretReplace: "Type a new one to replace it.",
  secretNew: "It will be replaced by the new one once you save.",
  channel: "Communication channel ID",
  channelHint:
    "It decides who the SMS comes from. If you do not know it, leave the field empty and choose from a list after the Test.",
  channelInvalid: "Enter the channel’s number, digits only.",
  channelPick: "Choose a channel…",
  channelName: (id, name, sender) =>
    [String(id), name, sender && `sender ${sender}`].filter(Boolean).join(" · "),
  noChannels: "The account has no communication channel yet. Create one in the GoSMS administration.",
  test: "Test",
  testing: "Testing…",
  testOk: "The connection to GoSMS works",
  testedAndSaved: "The credentials are saved. The test did not send any SMS.",
  credit: "Credit",
  postpaid: "postpaid account",
  sender: "Sender",
  channelWanted: "Now choose a channel in the field above; it is saved at once.",
  advice: (code) => testAdvice[code] ?? "",
  helpTitle: "Where to find these",
  helpBefore: "Sign in to GoSMS and open ",
  helpPath: "API > API",
  helpAfter:
    " in its menu. The page shows all three values: the Client ID, the Client Secret and the channel ID.",
  helpLink: "Open API in GoSMS",
  newWindow: "opens in a new tab",
};
