import { describe, expect, it } from "vitest";
import { accepted, Emitter } from "../../lib/plugin-api/index.ts";
import { readWrite } from "../../lib/plugin-host/channel.ts";
import { bodyText, mayWrite } from "../../lib/plugin-host/probe/network-observer.ts";

const answer = (status: number, response: unknown, redirected = false) => ({
  status,
  response: typeof response === "string" || response === null ? response : JSON.stringify(response),
  redirected,
});

describe("accepted", () => {
  it.each([
    [201, { id: 1 }],
    [204, ""],
    [200, null],
    [200, { success: true, error: null, errors: [] }],
    [200, { status: "success" }],
    [200, { id: 5, status: "cancelled", patient: { status: "error-prone" } }],
    [200, "57"],
    [200, "OK"],
    [200, { data: { updateAppointment: { id: "5", ok: true } } }],
  ])("%i %j is taken", (status, body) => {
    expect(accepted(answer(status, body))).toBe(true);
  });

  it.each([
    [0, null],
    [302, ""],
    [409, { id: 1 }],
    [500, ""],
    [200, { success: false, conflict: true }],
    [200, { ok: false, error: "Ne" }],
    [200, { error: "Termín je obsazen" }],
    [200, { errors: [{ message: "no" }] }],
    [200, { errors: { start: ["is taken"] } }],
    [200, { status: "error" }],
    [200, { status: 409, message: "x" }],
    [200, { conflict: true }],
    [200, { data: { saveAppointment: { ok: false } } }],
    [200, [{ success: true }, { success: false }]],
    [200, false],
    [200, '<!DOCTYPE html><form><input type="password"></form>'],
  ])("%i %j is refused", (status, body) => {
    expect(accepted(answer(status, typeof body === "boolean" ? JSON.stringify(body) : body))).toBe(false);
  });

  it("refuses a page that it was led away to", () => {
    expect(accepted(answer(200, "<!doctype html><p>Vítejte", true))).toBe(false);
    expect(accepted(answer(200, "<!doctype html><p>Uloženo", false))).toBe(true);
  });
});

describe("what counts as a write", () => {
  it.each([
    ["POST", "https://a/x", true],
    ["PATCH", "https://a/x", true],
    ["DELETE", "https://a/x", true],
    ["GET", "https://a/so/u/Calendar/1.ics/delete", true],
    ["GET", "https://a/x/delete?y=1", true],
    ["GET", "https://a/deleted-list", false],
    ["HEAD", "https://a/delete", false],
  ])("%s %s %s", (method, url, expected) => {
    expect(mayWrite(method, url)).toBe(expected);
  });

  it("reads bodies as text", () => {
    expect(bodyText("a")).toBe("a");
    expect(bodyText(new URLSearchParams({ a: "1 2" }))).toBe("a=1+2");
    const form = new FormData();
    form.append("start", "2026-11-24 08:00");
    form.append("file", new Blob(["x"]));
    expect(bodyText(form)).toBe("start=2026-11-24+08%3A00");
    expect(bodyText(new Uint8Array(3))).toBeNull();
    expect(bodyText("x".repeat(300_000))).toBeNull();
  });
});

describe("readWrite", () => {
  const write = {
    id: 1,
    answerId: 2,
    method: "POST",
    url: "https://a/x",
    body: null,
    status: 200,
    response: null,
    location: null,
    redirected: false,
    startedAt: 1,
    endedAt: 2,
  };
  it("takes a write and nothing but", () => {
    expect(readWrite({ ...write, extra: 1 })).toEqual(write);
    for (const bad of [
      null,
      "x",
      [],
      { ...write, url: 5 },
      { ...write, status: Number.NaN },
      { ...write, body: {} },
    ]) {
      expect(readWrite(bad)).toBeNull();
    }
  });
});

describe("Emitter", () => {
  it("keeps a listener that throws from the others, and tells nobody after its end", () => {
    const errors: unknown[] = [];
    const got: number[] = [];
    const emitter = new Emitter<number>((error) => errors.push(error));
    emitter.event(() => {
      throw new Error("mine");
    });
    const subscription = emitter.event((value) => got.push(value));
    emitter.fire(1);
    subscription[Symbol.dispose]();
    emitter.fire(2);
    emitter[Symbol.dispose]();
    emitter.event((value) => got.push(value));
    emitter.fire(3);
    expect(got).toEqual([1]);
    expect(errors).toHaveLength(2);
  });
});
