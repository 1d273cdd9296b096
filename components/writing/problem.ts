import type { Rendered } from "../../lib/domain/text/template.ts";
import type { wordsIn } from "./words.ts";

/** Why the words cannot be sent as they stand, in words; `null` where they can, or where nothing is written yet. */
export function problemOf(
  rendered: Rendered,
  { problems }: ReturnType<typeof wordsIn>["writing"],
): string | null {
  if (rendered.ok) return null;
  const names = rendered.names.join(", ");
  switch (rendered.problem) {
    case "templateEmpty":
      return null;
    case "placeholderUnknown":
      return problems.unknown(names);
    case "placeholderEmpty":
      return problems.empty(names);
    case "tooLong":
      return problems.tooLong;
    case "gatewayField":
      return problems.gatewayField;
  }
}
