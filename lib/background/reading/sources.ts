import { type Fields, isFields } from "../../plugin-api/shapes.ts";
import { asText } from "./phone-fields.ts";

/** What stands at a source: the event's `title`, or a field by its names from the outside in; several joined by " + ". */

function valueAt(path: string, fields: Fields): string {
  let value: unknown = fields;
  for (const key of path.split(".")) {
    const one = Array.isArray(value) ? value[0] : value;
    if (!isFields(one)) return "";
    value = one[key];
  }
  if (Array.isArray(value)) return value.flatMap((one) => asText(one) ?? []).join(", ");
  return asText(value) ?? "";
}

export const textAt = (source: string, title: string, fields: Fields): string =>
  source
    .split(" + ")
    .map((path) => (path === "title" ? title : valueAt(path, fields)))
    .filter((text) => text !== "")
    .join(" ");
