// @vitest-environment node
import { parseHTML } from "linkedom";
import { afterEach, expect, test, vi } from "vitest";
import { frameAt, point } from "../../lib/page/ui/pointing.ts";

afterEach(() => void vi.unstubAllGlobals());

test("no frame hears a press while somebody points, and each is as before afterwards", () => {
  const { document } = parseHTML(
    `<body><iframe id="a"></iframe><iframe id="b" style="pointer-events:auto"></iframe></body>`,
  );
  const heard = new Map<string, () => void>();
  vi.stubGlobal("document", document);
  vi.stubGlobal("addEventListener", (name: string, listener: () => void) => {
    if (!heard.has(name)) heard.set(name, listener);
  });
  const stop = new AbortController();
  point({ own: document.body, onHover() {}, onPick() {}, onLeave() {} }, stop.signal);
  const late = document.createElement("iframe");
  document.body.append(late);
  heard.get("pointermove")?.();
  const shown = [...document.querySelectorAll<HTMLElement>("#a, #b"), late];
  const styles = () => shown.map((frame) => frame.style.getPropertyValue("pointer-events"));
  expect(styles()).toEqual(["none", "none", "none"]);
  stop.abort();
  expect(styles().map((style) => style || "")).toEqual(["", "auto", ""]);
});

test("the frame at a point is known though the press went to what lies beneath", () => {
  const box = (left: number) =>
    ({ getBoundingClientRect: () => ({ left, right: left + 10, top: 0, bottom: 10 }) }) as unknown as Element;
  const [one, other] = [box(0), box(20)];
  expect(frameAt(25, 5, [one, other])).toBe(other);
  expect(frameAt(15, 5, [one, other])).toBeNull();
});
