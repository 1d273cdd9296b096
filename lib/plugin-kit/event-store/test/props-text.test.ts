import { expect, test, vi } from "vitest";
import { maxProps } from "../messages.ts";
import { propsText } from "../seen-event.ts";

test("data are passed on as they are where they are short", () => {
  const data = { patient: { name: "Jana Vzorová" }, tags: ["a", "b"], at: new Date(0), none: null };
  expect(JSON.parse(propsText(data, undefined))).toEqual(JSON.parse(JSON.stringify(data)));
});

test("data that lead back to themselves beside a long text are not written out in vain", () => {
  const event: Record<string, unknown> = { title: "x".repeat(1_000_000), phone: "601 000 001" };
  Object.assign(event, { self: event, all: [event] });
  const written = vi.spyOn(JSON, "stringify");
  const text = propsText({ raw: event }, undefined);
  expect(written.mock.calls.map(([value]) => (value as { raw: unknown }).raw)).not.toContain(event);
  written.mockRestore();
  expect(text.length).toBeLessThanOrEqual(maxProps + 1_000);
  expect(JSON.parse(text).raw.phone).toBe("601 000 001");
});

test("what says itself how it is written is not looked into", () => {
  const moment = { deep: "x".repeat(100_000), toJSON: () => "2026-11-24T08:00:00Z" };
  expect(JSON.parse(propsText({ moment }, undefined))).toEqual({ moment: "2026-11-24T08:00:00Z" });
});
