import { describe, expect } from "vitest";
import { segment } from "../../lib/domain/text/segments.ts";
import { testCases } from "./cases.ts";

/** The texts that the file describes. */
const texts: Record<string, string> = {
  "80a CRLF 79a": `${"a".repeat(80)}\r\n${"a".repeat(79)}`,
  "200a CRLF 105a": `${"a".repeat(200)}\r\n${"a".repeat(105)}`,
  "70 e + U+0301": "e\u0301".repeat(70),
  "emoji and bar": "😀|",
  "161 a": "a".repeat(161),
  "71 中": "中".repeat(71),
  "74 brackets and an emoji": `${"[".repeat(74)}😀`,
};

describe("encoding and parts", () => {
  testCases<string, string>("13-segments.json", (described, expected) => {
    const { alphabet, parts } = segment(texts[described] ?? "");
    expect(`${alphabet} ${parts}`).toBe(expected);
  });
});
