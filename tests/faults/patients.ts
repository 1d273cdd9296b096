import type { ReplyVerdict } from "../../lib/domain/thread/reply.ts";
import type { Gosms } from "../gosms/server.ts";
import { oneOf, type Random } from "./practice.ts";

/** What patients answer, and what a person makes of it. */
const answers: readonly [text: string, verdict: ReplyVerdict][] = [
  ["Ano, dekuji", "confirms"],
  ["Nepřijdu", "declines"],
  ["Nepřijdu, omlouvam se", "declines"],
  ["STOP", "optsOut"],
  ["To je omyl, nejsem pacient", "wrongNumber"],
];
/** GoSMS tells when an answer came by the second: within the one in which a text left it would seem to be older. */
const replyAfterMs = 1200;

export const verdictOn = (text: string): ReplyVerdict | "read" =>
  answers.find(([one]) => one === text)?.[1] ?? "read";

/** Some of them answer what they got. */
export class Patients {
  readonly #gosms: Gosms;
  readonly #random: Random;
  /** Messages at GoSMS whose patients have had the time to answer. */
  #answered = 0;

  constructor(gosms: Gosms, random: Random) {
    this.#gosms = gosms;
    this.#random = random;
  }

  answer(): void {
    const { messages } = this.#gosms;
    const due = Date.now() - replyAfterMs;
    for (; this.#answered < messages.length; this.#answered++) {
      const message = messages[this.#answered];
      if (!message || Date.parse(message.acceptedAt) > due) return;
      const [phone] = message.recipients;
      if (!phone || message.scheduled !== null || message.deletedAt !== null || this.#random() > 0.2)
        continue;
      const [text] = oneOf(this.#random, answers) ?? ["Ano"];
      this.#gosms.reply(phone, text, message.id);
    }
  }
}
