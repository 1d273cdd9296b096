// @vitest-environment node
import { describe, expect, test } from "vitest";
import { standSideBySide } from "../../lib/declarative/several-days.ts";

/** Appointments side by side are of several days, unless another is as wide as both. */

type Box = [left: number, right: number, top: number, bottom: number];

function elements(boxes: readonly Box[], onRead = () => {}): Element[] {
  return boxes.map(([left, right, top, bottom]) => {
    const box = { right, top, bottom, width: right - left, height: bottom - top };
    Object.defineProperty(box, "left", {
      get: () => {
        onRead();
        return left;
      },
    });
    return { getBoundingClientRect: () => box } as unknown as Element;
  });
}

describe("side by side", () => {
  test.for<[string, Box[], boolean]>([
    [
      "two columns",
      [
        [0, 100, 0, 30],
        [110, 210, 10, 40],
      ],
      true,
    ],
    [
      "two columns, the right one first",
      [
        [110, 210, 10, 40],
        [0, 100, 0, 30],
      ],
      true,
    ],
    [
      "one below the other",
      [
        [0, 100, 0, 30],
        [110, 210, 40, 70],
      ],
      false,
    ],
    [
      "two at the same time in the width of one",
      [
        [0, 50, 0, 30],
        [50, 100, 0, 30],
        [0, 100, 40, 70],
      ],
      false,
    ],
    [
      "two at the same time in the width of another, which stands last and first",
      [
        [0, 99, 40, 70],
        [51, 100, 0, 30],
        [0, 49, 0, 30],
      ],
      false,
    ],
    [
      "what is wide beside them elsewhere",
      [
        [0, 50, 0, 30],
        [50, 100, 0, 30],
        [200, 400, 40, 70],
      ],
      true,
    ],
    [
      "one that only begins left of both",
      [
        [0, 60, 40, 70],
        [0, 50, 0, 30],
        [55, 100, 0, 30],
      ],
      true,
    ],
    ["nothing", [], false],
  ])("%s", ([, boxes, expected]) => {
    expect(standSideBySide(elements(boxes))).toBe(expected);
  });

  test("is found out in a bounded time, however odd the page", () => {
    // Each pair stands side by side, and only the last is as wide as both.
    const boxes = Array.from({ length: 399 }, (_, at): Box => [at * 10, at * 10 + 9, 0, 100]);
    let reads = 0;
    const all = elements([...boxes, [0, 5_000, 200, 300]], () => reads++);
    expect(standSideBySide(all)).toBe(false);
    expect(reads).toBeLessThan(8 * 400 * 400);
  });
});
