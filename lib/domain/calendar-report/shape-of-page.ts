import { kindOf, reduceAddress } from "./kinds.ts";
import { reduceName } from "./names.ts";

/** A page's tree as lines, each a tag with its names and the kinds of its values; what repeats stands once. */

const most = 1_500;
const deepest = 40;
const mostChildren = 300;
const silent = new Set(["script", "style", "noscript", "template", "svg", "head", "link", "meta"]);
const addresses = new Set(["href", "src", "action", "formaction"]);
/** Attributes whose values are words of the web. */
const said = new Set(["role", "type", "method", "scope"]);

function attributesOf(element: Element): string {
  return Array.from(element.attributes)
    .slice(0, 20)
    .flatMap(({ name, value }) => {
      if (name === "id" || name === "class" || name === "style") return [];
      const kept = addresses.has(name)
        ? reduceAddress(value)
        : said.has(name)
          ? reduceName(value)
          : kindOf(value);
      return [`[${reduceName(name)}${kept === "" ? "" : `=${kept}`}]`];
    })
    .join("");
}

function lineOf(element: Element): string {
  // A field of that name hides a form's own property.
  const named = element.getAttribute("id") ?? "";
  const id = named === "" ? "" : `#${reduceName(named)}`;
  const classes = new Set(
    (element.getAttribute("class") ?? "")
      .split(/\s+/u)
      .filter((one) => one !== "")
      .slice(0, 8)
      .map((one) => `.${reduceName(one)}`),
  );
  const own = Array.from(element.childNodes)
    .map((node) => (node.nodeType === 3 ? (node.nodeValue ?? "") : " "))
    .join("");
  const kind = kindOf(own.replace(/\s+/gu, " "));
  const text = kind === "" ? "" : ` ${kind}`;
  return `${reduceName(element.localName)}${id}${[...classes].join("")}${attributesOf(element)}${text}`;
}

function blockOf(element: Element, depth: number): string[] {
  if (depth > deepest) return [];
  const blocks = new Map<string, { block: string[]; times: number }>();
  for (const child of Array.from(element.children).slice(0, mostChildren)) {
    if (silent.has(child.localName)) continue;
    const block = blockOf(child, depth + 1);
    const key = block.join("\n");
    const known = blocks.get(key);
    if (known) known.times += 1;
    else blocks.set(key, { block, times: 1 });
  }
  const inner = [...blocks.values()].flatMap(({ block, times }) =>
    // How often is not told: it may be somebody's number.
    block.map((line, index) => `  ${line}${times > 1 && index === 0 ? " (many)" : ""}`),
  );
  return [lineOf(element), ...inner].slice(0, most);
}

export const shapeOfPage = (root: Element): string[] => blockOf(root, 0);
