import type { Message } from "../../../lib/domain/outbox/message.ts";

/** A row of the outbox with invented people, for tests that look at one part of it. */
export function sampleMessage(change: Partial<Message> = {}): Message {
  const id = change.id ?? crypto.randomUUID();
  const state = change.state ?? "sent";
  const createdAt = change.createdAt ?? 1_000_000;
  return {
    id,
    key: `key-${id}`,
    subject: "subject",
    news: "news",
    origin: "auto",
    schedule: null,
    batch: null,
    calendarId: "https://kalendar.example",
    appointment: {
      id: "1",
      start: "2026-11-24T08:00:00Z",
      end: null,
      allDay: false,
      title: "",
      patient: { id: "7", name: "Jana Vzorová", phone: "601000001" },
    },
    changed: null,
    previousStart: null,
    kind: "confirmation",
    phone: "+420601000001",
    country: "CZ",
    text: "Potvrzujeme termín",
    parts: 1,
    reason: null,
    history: [{ at: createdAt, state }],
    updatedAt: createdAt,
    notBefore: createdAt,
    gatewayId: null,
    price: null,
    currency: null,
    creditBefore: null,
    creditAfter: null,
    delivery: null,
    nextReceiptAt: null,
    receiptTries: 0,
    bundle: [],
    replies: [],
    acknowledged: false,
    ...change,
    state,
    createdAt,
  };
}
