import { z } from "zod";
import type { Account } from "./account.ts";
import type { Answer } from "./answers.ts";
import * as answers from "./answers.ts";
import type { DeliveryFault, Endpoint } from "./faults.ts";
import { type Draft, type Fate, type MessageBook, type Quote, quote, statsJson } from "./messages.ts";
import { normalizeNumber, type PriceList } from "./pricing.ts";
import { type Clock, pragueTime } from "./time.ts";

export interface Route {
  readonly endpoint: Endpoint;
  readonly messageId: number | null;
}

export interface ApiRequest {
  readonly route: Route;
  readonly contentType: string;
  readonly authorization: string;
  readonly body: string;
}

export interface ApiResult {
  readonly answer: Answer;
  /** The message this request created, or asked about. */
  readonly messageId: number | null;
}

const FIXED_ROUTES: Record<string, Endpoint> = {
  "POST /oauth/v2/token": "token",
  "GET /api/v1/": "organization",
  "POST /api/v1/messages": "send",
  "POST /api/v1/messages/test": "dryRun",
};

export function findRoute(method: string, path: string): Route | null {
  const fixed = FIXED_ROUTES[`${method} ${path}`];
  if (fixed) return { endpoint: fixed, messageId: null };
  const found = /^\/api\/v1\/messages\/(\d{1,15})(\/replies)?$/.exec(path);
  if (!found) return null;
  const messageId = Number(found[1]);
  if (method === "GET") return { endpoint: found[2] ? "replies" : "detail", messageId };
  if (method === "DELETE" && !found[2]) return { endpoint: "delete", messageId };
  return null;
}

const tokenForm = z.object({
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  grant_type: z.literal("client_credentials"),
});

const messageBody = z.object({
  message: z.string().refine((text) => text.trim() !== "", "text je prázdný"),
  recipients: z.array(z.string()).min(1),
  channel: z.int(),
  expectedSendStart: z.iso.datetime({ offset: true }).optional(),
});

const anyRecipients = z.object({ recipients: z.array(z.string()) });

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

export class GosmsApi {
  readonly #account: Account;
  readonly #messages: MessageBook;
  readonly #prices: PriceList;
  readonly #now: Clock;

  constructor(account: Account, messages: MessageBook, prices: PriceList, now: Clock) {
    this.#account = account;
    this.#messages = messages;
    this.#prices = prices;
    this.#now = now;
  }

  /** The numbers a request is about, for the filters of faults and for the books. */
  recipientsOf(route: Route, body: string): readonly string[] {
    if (route.messageId !== null) return this.#messages.recipientsOf(route.messageId);
    if (route.endpoint !== "send" && route.endpoint !== "dryRun") return [];
    const parsed = anyRecipients.safeParse(parseJson(body));
    return parsed.success ? parsed.data.recipients : [];
  }

  perform(request: ApiRequest, delivery: readonly DeliveryFault[]): ApiResult {
    const { endpoint, messageId } = request.route;
    if (endpoint === "token") return { answer: this.#token(request), messageId: null };

    const token = /^Bearer (\S+)$/i.exec(request.authorization)?.[1];
    if (token === undefined || !this.#account.acceptsToken(token)) {
      return { answer: answers.unauthorized(), messageId };
    }
    if (endpoint === "organization") {
      return { answer: answers.json(200, this.#account.organization()), messageId: null };
    }
    if (endpoint === "send") return this.#send(request, delivery);
    if (endpoint === "dryRun") return { answer: this.#dryRun(request), messageId: null };
    if (messageId === null) return { answer: answers.notFound(), messageId };
    if (endpoint === "delete") return { answer: this.#delete(messageId), messageId };

    if (!this.#account.detailAccess) return { answer: answers.forbidden(), messageId };
    const found =
      endpoint === "detail"
        ? this.#messages.detailJson(messageId, this.#account.currency)
        : this.#messages.repliesJson(messageId);
    return { answer: found ? answers.json(200, found) : answers.notFound(), messageId };
  }

  #token({ contentType, body }: ApiRequest): Answer {
    const invalidRequest = answers.json(400, {
      error: "invalid_request",
      error_description: "Invalid grant_type parameter or parameter missing",
    });
    if (!/^application\/x-www-form-urlencoded\b/i.test(contentType)) return invalidRequest;
    const form = tokenForm.safeParse(Object.fromEntries(new URLSearchParams(body)));
    if (!form.success) {
      const noGrant = form.error.issues.some((issue) => issue.path[0] === "grant_type");
      return noGrant ? invalidRequest : answers.invalidClient(400);
    }
    if (!this.#account.recognizes(form.data.client_id, form.data.client_secret)) {
      return answers.invalidClient(400);
    }
    return answers.json(200, this.#account.issueToken());
  }

  #send(request: ApiRequest, delivery: readonly DeliveryFault[]): ApiResult {
    const draft = this.#draft(request, delivery);
    if (!("text" in draft)) return { answer: draft, messageId: null };
    const q = this.#quote(draft);
    if (!this.#account.charge(q.price)) return { answer: answers.insufficientCredit(), messageId: null };
    const messageId = this.#messages.accept(draft, q, this.#fates(draft, delivery));
    const answer = answers.json(201, {
      recipients: { invalid: draft.invalid },
      link: `api/v1/messages/${messageId}`,
    });
    return { answer, messageId };
  }

  #dryRun(request: ApiRequest): Answer {
    const draft = this.#draft(request, []);
    if (!("text" in draft)) return draft;
    const q = this.#quote(draft);
    return answers.json(200, {
      messageType: "SMS",
      message: { fulltext: draft.text, parts: q.segments.parts },
      channel: draft.channel.id,
      stats: statsJson(q, draft.recipients.length, this.#account.currency),
      sendingInfo: {
        status: "CONCEPT",
        expectedSendStart: pragueTime(draft.scheduledAt ?? this.#now()),
        sentStart: "",
        sentFinish: "",
      },
      reply: { hasReplies: false, repliesCount: 0 },
    });
  }

  #delete(messageId: number): Answer {
    const removed = this.#messages.remove(messageId);
    if (removed === "unknown") return answers.notFound();
    if (removed === "started") {
      return answers.problem(400, "Cannot delete", "Zprávu nelze smazat.", ["Zpráva se už odesílá."]);
    }
    this.#account.refund(removed.refund);
    return answers.empty(200);
  }

  #quote(draft: Draft): Quote {
    return quote(draft.text, draft.recipients, this.#prices);
  }

  #draft({ body }: ApiRequest, delivery: readonly DeliveryFault[]): Draft | Answer {
    const parsed = messageBody.safeParse(parseJson(body));
    if (!parsed.success) {
      return answers.invalidMessage(
        parsed.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`),
      );
    }
    const { message: text, recipients, channel: channelId, expectedSendStart } = parsed.data;
    const channel = this.#account.channel(channelId);
    if (!channel) return answers.invalidMessage(["channel: Kanál neexistuje."]);
    const scheduledAt = expectedSendStart === undefined ? null : Date.parse(expectedSendStart);
    if (scheduledAt !== null && !(scheduledAt > this.#now())) {
      return answers.invalidMessage(["expectedSendStart: Čas odeslání není v budoucnosti."]);
    }

    const valid: string[] = [];
    const invalid: Draft["invalid"][number][] = [];
    for (const raw of recipients) {
      const number = normalizeNumber(raw);
      const refusal = delivery.find(
        (fault) => fault.kind === "invalidRecipient" && concerns(fault, number ?? raw),
      );
      if (refusal?.kind === "invalidRecipient") {
        const listed = refusal.asNumber ? Number(raw.replace(/\D/g, "")) : raw;
        invalid.push(refusal.asObject ? { recipient: listed, reason: "Neplatné číslo" } : listed);
      } else if (number === null) {
        invalid.push(raw);
      } else {
        valid.push(number);
      }
    }
    return { text, channel, recipients: valid, invalid, scheduledAt };
  }

  #fates(draft: Draft, delivery: readonly DeliveryFault[]): Map<string, Fate> {
    const fates = new Map<string, Fate>();
    for (const fault of delivery) {
      if (fault.kind === "invalidRecipient") continue;
      for (const recipient of draft.recipients) {
        if (concerns(fault, recipient)) fates.set(recipient, fault.kind);
      }
    }
    return fates;
  }
}

function concerns(fault: DeliveryFault, number: string): boolean {
  return fault.recipient === undefined || normalizeNumber(fault.recipient) === normalizeNumber(number);
}
