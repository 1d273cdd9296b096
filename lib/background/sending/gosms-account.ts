import { browser } from "wxt/browser";
import { z } from "zod";
import { type Account, Channel, type Credentials } from "../../domain/account.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { handedOverAt } from "../../domain/outbox/predicates.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import type { Input, Output } from "../../rpc/contract/index.ts";
import { loadAccountSince, loadCredentials, loadToken, saveToken } from "../../storage/secrets.ts";
import { loadSettings } from "../../storage/settings.ts";
import type { Result } from "../gateway/gateway.ts";
import { GoSms } from "../gateway/gosms.ts";
import { heedClock } from "./clock.ts";

/** The practice's account at GoSMS: the one gateway that everything goes through, and what it last told of itself. */
export const gateway = new GoSms({
  credentials: loadCredentials,
  tokens: { load: loadToken, save: saveToken },
  onDate: (date) => void heedClock(date).catch(() => {}),
});

/** Whether it was handed over with other credentials, so that the account of today need not know of it. */
export const isOfAccountBefore = async (message: Message): Promise<boolean> =>
  handedOverAt(message) < (await loadAccountSince());

const freshMs = 60_000;
let last: { account: Account; at: number } | null = null;

/** In the session, so that a new worker of the same browser knows it too. */
const creditKey = "credit";
const Credit = z.number().nullable().catch(null);

const channelsKey = "channels";
const Channels = z.array(Channel).nullable().catch(null);

/** `undefined` until it was looked up in the session. */
let credit: number | null | undefined;

/** Credit as last heard of, without asking. */
export async function lastKnownCredit(): Promise<number | null> {
  if (credit === undefined)
    credit = Credit.parse((await browser.storage.session.get(creditKey))[creditKey] ?? null);
  return credit;
}

export async function account({ fresh }: { fresh: boolean }): Promise<Result<Account>> {
  if (!fresh && last && Date.now() - last.at < freshMs) return { ok: true, value: last.account };
  const answer = await gateway.account();
  if (answer.ok) {
    last = { account: answer.value, at: Date.now() };
    credit = answer.value.credit;
    const { credit: left, channels } = answer.value;
    await browser.storage.session.set({ [creditKey]: left, [channelsKey]: channels });
  }
  return answer;
}

/**
 * Whether patients can answer what leaves over a channel: not where its sender is a text. Where GoSMS does not tell
 * the sender, they may. Asks GoSMS at most once in a session that it answers in.
 */
export async function takesReplies(channel: number | null): Promise<boolean> {
  if (channel === null) return true;
  let channels = Channels.parse((await browser.storage.session.get(channelsKey))[channelsKey] ?? null);
  if (!channels) {
    const answer = await account({ fresh: false });
    channels = answer.ok ? answer.value.channels : [];
  }
  return !/\p{L}/u.test(channels.find(({ id }) => id === channel)?.sender ?? "");
}

export async function accountWithChannel(input: { fresh: boolean }): Promise<Output<"gateway.account">> {
  const { sending } = await loadSettings();
  return withChannel(await account(input), sending.channel);
}

/** Tries what is typed on the options page, without storing any of it. */
export async function testAccount(input: Input<"gateway.test">): Promise<Output<"gateway.test">> {
  const credentials = await completeWithStored(input);
  if (!credentials) return { ok: false, reason: { code: "credentialsMissing" }, account: null };
  let token: Awaited<ReturnType<typeof loadToken>> = null;
  const trial = new GoSms({
    credentials: async () => credentials,
    tokens: {
      load: async () => token,
      save: async (made) => {
        token = made;
      },
    },
  });
  return withChannel(await trial.account(), input.channel);
}

async function completeWithStored({
  clientId,
  clientSecret,
}: Input<"gateway.test">): Promise<Credentials | null> {
  const stored = await loadCredentials();
  const credentials = {
    clientId: clientId.trim() || stored?.clientId || "",
    clientSecret: clientSecret.trim() || stored?.clientSecret || "",
  };
  return credentials.clientId && credentials.clientSecret ? credentials : null;
}

function withChannel(answer: Result<Account>, channel: number | null): Output<"gateway.test"> {
  if (!answer.ok) return { ok: false, reason: answer.reason, account: null };
  const known = answer.value.channels.find(({ id }) => id === channel) ?? null;
  // An account that lists no channels at all says nothing about the one that was typed.
  const unknown: Reason | null =
    channel !== null && !known && answer.value.channels.length > 0
      ? { code: "channel", detail: String(channel) }
      : null;
  return unknown
    ? { ok: false, reason: unknown, account: answer.value }
    : { ok: true, account: answer.value, channel: known };
}
