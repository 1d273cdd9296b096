import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Account, Channel } from "./account.ts";
import { type Answer, html, json } from "./answers.ts";
import type { RequestBook, RequestRecord } from "./books.ts";
import { type FaultBoard, type FaultRecord, faultSchema } from "./faults.ts";
import { type Incoming, isGone, type Outgoing, readBody, write } from "./http.ts";
import type { MessageBook, MessageRecord, Phone } from "./messages.ts";
import { normalizeNumber } from "./pricing.ts";

export interface GosmsState {
  readonly account: {
    readonly clientId: string;
    readonly credit: number;
    readonly currency: string;
    readonly invoicingType: string;
    readonly detailAccess: boolean;
    readonly channels: readonly Channel[];
  };
  readonly requests: readonly RequestRecord[];
  readonly messages: readonly MessageRecord[];
  readonly phones: readonly Phone[];
  readonly faults: readonly FaultRecord[];
}

export interface ControlParts {
  readonly account: Account;
  readonly requests: RequestBook;
  readonly messages: MessageBook;
  readonly faults: FaultBoard;
}

/** Empties the books and switches the faults off; tokens stay valid. */
export function reset({ account, requests, messages, faults }: ControlParts): void {
  requests.clear();
  messages.clear();
  faults.clear();
  account.reset();
}

function accountState(account: Account): GosmsState["account"] {
  const { clientId, credit, currency, invoicingType, detailAccess, channels } = account;
  return { clientId, credit, currency, invoicingType, detailAccess, channels };
}

export function stateOf({ account, requests, messages, faults }: ControlParts): GosmsState {
  return {
    account: accountState(account),
    requests: structuredClone(requests.all),
    messages: messages.all,
    phones: messages.phones,
    faults: faults.list(),
  };
}

/** What the page of phones shows, asked for every second: without the whole history of requests. */
function overviewOf({ account, requests, messages, faults }: ControlParts) {
  return {
    account: accountState(account),
    requests: requests.all.slice(-RECENT_REQUESTS),
    phones: messages.phones,
    faults: faults.list(),
  };
}

const RECENT_REQUESTS = 20;

const faultsBody = z.union([z.array(faultSchema), faultSchema.transform((fault) => [fault])]);
const creditBody = z.object({ credit: z.number() });
const accountBody = z.object({
  detailAccess: z.boolean().optional(),
  invoicingType: z.enum(["Prepaid", "Postpaid"]).optional(),
});
const replyBody = z.object({
  from: z.string().min(1),
  text: z.string().min(1),
  messageId: z.int().optional(),
});

const REPLY_REFUSALS = {
  noMessage: "Na toto číslo zatím nic nepřišlo.",
  channelWithoutNumber: "Na zprávu od textového odesílatele nelze odpovědět.",
} as const;

const PAGE_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
};

const PAGE_FILES: Record<string, readonly [file: string, type: string]> = {
  "/": ["index.html", "text/html; charset=utf-8"],
  "/__sim/phones.css": ["phones.css", "text/css; charset=utf-8"],
  "/__sim/phones.js": ["phones.js", "text/javascript; charset=utf-8"],
};

export function isControlPath(path: string): boolean {
  return path === "/" || path.startsWith("/__sim/");
}

export async function serveControl(parts: ControlParts, req: Incoming, res: Outgoing): Promise<void> {
  const body = await readBody(req);
  const path = (req.url ?? "").replace(/[?#].*$/s, "");
  const answer = answerControl(parts, req.method ?? "", path, body);
  if (!isGone(res)) write(res, answer);
}

function answerControl(parts: ControlParts, method: string, path: string, body: string): Answer {
  const page = PAGE_FILES[path];
  if (page && method === "GET") {
    const [file, type] = page;
    const text = readFileSync(new URL(`./phones/${file}`, import.meta.url), "utf8");
    return { status: 200, headers: { ...PAGE_HEADERS, "content-type": type }, body: text };
  }

  const oneFault = /^DELETE \/__sim\/faults\/(\d+)$/.exec(`${method} ${path}`);
  if (oneFault) {
    const removed = parts.faults.remove(Number(oneFault[1]));
    return removed ? json(200, { faults: parts.faults.list() }) : json(404, { error: "Unknown fault" });
  }

  switch (`${method} ${path}`) {
    case "GET /__sim/state":
      return json(200, stateOf(parts));
    case "GET /__sim/overview":
      return json(200, overviewOf(parts));
    case "POST /__sim/reset":
      reset(parts);
      return json(200, stateOf(parts));
    case "GET /__sim/faults":
      return json(200, { faults: parts.faults.list() });
    case "POST /__sim/faults":
      return parsed(faultsBody, body, (faults) => json(201, { ids: parts.faults.add(faults) }));
    case "DELETE /__sim/faults":
      parts.faults.clear();
      return json(200, { faults: [] });
    case "POST /__sim/credit":
      return parsed(creditBody, body, ({ credit }) => {
        parts.account.credit = credit;
        return json(200, { credit: parts.account.credit });
      });
    case "POST /__sim/account":
      return parsed(accountBody, body, ({ detailAccess, invoicingType }) => {
        if (detailAccess !== undefined) parts.account.detailAccess = detailAccess;
        if (invoicingType !== undefined) parts.account.invoicingType = invoicingType;
        return json(200, accountState(parts.account));
      });
    case "POST /__sim/expire-tokens":
      parts.account.expireTokens();
      return json(200, {});
    case "POST /__sim/reply":
      return parsed(replyBody, body, ({ from, text, messageId }) => {
        const outcome = parts.messages.reply(normalizeNumber(from) ?? from, text, messageId);
        return outcome === "recorded" ? json(201, {}) : json(409, { error: REPLY_REFUSALS[outcome] });
      });
    default:
      return html(404, "404 Not Found");
  }
}

function parsed<T>(schema: z.ZodType<T>, body: string, use: (value: T) => Answer): Answer {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return json(400, { error: "The body is not JSON" });
  }
  const result = schema.safeParse(value);
  return result.success ? use(result.data) : json(400, { error: z.prettifyError(result.error) });
}
