import { randomBytes } from "node:crypto";
import { fromMilli, type Milli, toMilli } from "./pricing.ts";
import type { Clock } from "./time.ts";

export interface Channel {
  readonly id: number;
  readonly name: string;
  readonly sourceNumber: string;
}

export const DEMO_CLIENT_ID = "pipni_demo";
export const DEMO_CLIENT_SECRET = "tajne-heslo-jen-pro-ukazku";
export const DEMO_CREDIT = 412.8;
export const DEMO_CHANNELS: readonly Channel[] = [
  { id: 1, name: "Ordinace", sourceNumber: "Ordinace" },
  { id: 2, name: "GoSMS", sourceNumber: "+420700000100" },
];

export interface AccountOptions {
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly channels?: readonly Channel[];
  readonly credit?: number;
  readonly currency?: "CZK" | "EUR";
  readonly invoicingType?: "Prepaid" | "Postpaid";
  /** Leave `invoicingType` and `currency` out of the organization, as the real answer sometimes does. */
  readonly bareOrganization?: boolean;
  /** The account's switch "Povolit přístup k detailu zprávy přes API". */
  readonly detailAccess?: boolean;
  readonly tokenLifetimeSeconds?: number;
  /** `expires_in` as a string: in the first token only, or in every one. */
  readonly stringExpiresIn?: "never" | "once" | "always";
}

export interface TokenGrant {
  readonly access_token: string;
  readonly expires_in: number | string;
  readonly token_type: "bearer";
  readonly scope: "user";
}

export class Account {
  readonly clientId: string;
  /** A new one is taken up at once; tokens stay valid until they are expired. */
  clientSecret: string;
  readonly currency: "CZK" | "EUR";
  channels: readonly Channel[];
  invoicingType: "Prepaid" | "Postpaid";
  detailAccess: boolean;
  readonly #options: AccountOptions;
  readonly #now: Clock;
  readonly #lifetimeMs: number;
  readonly #tokens = new Map<string, number>();
  #credit: Milli = 0;
  #issued = 0;

  constructor(options: AccountOptions, now: Clock) {
    this.#options = options;
    this.#now = now;
    this.#lifetimeMs = (options.tokenLifetimeSeconds ?? 3600) * 1000;
    this.clientId = options.clientId ?? DEMO_CLIENT_ID;
    this.clientSecret = options.clientSecret ?? DEMO_CLIENT_SECRET;
    this.currency = options.currency ?? "CZK";
    this.channels = options.channels ?? DEMO_CHANNELS;
    this.invoicingType = options.invoicingType ?? "Prepaid";
    this.detailAccess = options.detailAccess ?? true;
    this.credit = options.credit ?? DEMO_CREDIT;
  }

  get credit(): number {
    return fromMilli(this.#credit);
  }

  set credit(amount: number) {
    this.#credit = toMilli(amount);
  }

  channel(id: number): Channel | undefined {
    return this.channels.find((channel) => channel.id === id);
  }

  recognizes(clientId: string, clientSecret: string): boolean {
    return clientId === this.clientId && clientSecret === this.clientSecret;
  }

  issueToken(): TokenGrant {
    const token = randomBytes(32).toString("hex");
    this.#tokens.set(token, this.#now() + this.#lifetimeMs);
    this.#issued += 1;
    const seconds = this.#lifetimeMs / 1000;
    const mode = this.#options.stringExpiresIn ?? "never";
    const asString = mode === "always" || (mode === "once" && this.#issued === 1);
    return {
      access_token: token,
      expires_in: asString ? String(seconds) : seconds,
      token_type: "bearer",
      scope: "user",
    };
  }

  acceptsToken(token: string): boolean {
    const expires = this.#tokens.get(token);
    return expires !== undefined && expires > this.#now();
  }

  expireTokens(): void {
    this.#tokens.clear();
  }

  /** False when a prepaid account cannot pay; a tariff account simply goes below zero. */
  charge(price: Milli): boolean {
    if (this.invoicingType === "Prepaid" && price > this.#credit) return false;
    this.#credit -= price;
    return true;
  }

  refund(price: Milli): void {
    this.#credit += price;
  }

  organization(): Record<string, unknown> {
    const always = { currentCredit: this.credit, channels: this.channels };
    if (this.#options.bareOrganization) return always;
    return { ...always, invoicingType: this.invoicingType, currency: this.currency };
  }

  /** Tokens stay valid: an extension in another process still holds them (see expireTokens). */
  reset(): void {
    this.credit = this.#options.credit ?? DEMO_CREDIT;
    this.clientSecret = this.#options.clientSecret ?? DEMO_CLIENT_SECRET;
    this.channels = this.#options.channels ?? DEMO_CHANNELS;
    this.invoicingType = this.#options.invoicingType ?? "Prepaid";
    this.detailAccess = this.#options.detailAccess ?? true;
  }
}
