/** What of a page's markup will still be there tomorrow, and selectors made of it. */

const state =
  /^(?:is-|has-|js-)?(?:active|selected|hover|focus(?:ed)?|current|today|first|last|odd|even|open|disabled|hidden|visible|past|future|dragging|draggable|resizable)$/i;
/** Classes that say how something looks, as Tailwind and Bootstrap have them. */
const utility =
  /^(?:[mp][trblxyse]?|[whdz]|col|text|bg|font|border|rounded|flex|grid|gap|items|justify|overflow|position|leading|tracking|cursor|shadow|truncate|relative|absolute|fixed|inline|block)(?:-|$)/;
const generated =
  /^(?:css|sc|jss|emotion|svelte|styled|ember|ext-gen|yui|radix|react|ng|v|_ng\w*)[-_]?\w*\d|^(?:css|sc|svelte|emotion|styled)-/i;
const identifier = /^[\p{L}_][\p{L}\p{N}_-]*$/u;

/** Part of a name that no person would write. */
function isNoise(part: string): boolean {
  if (/\d/.test(part)) return part.length > 2 || /^\d+$/.test(part);
  if (part.length >= 5 && !/[aeiouyáéíóúůýěrl]/i.test(part)) return true;
  const words = part.split(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u);
  return words.length >= 3 && part.length / words.length < 3;
}

/** Whether a class, an attribute or an id was written by a person, for good. */
export function isStableName(name: string): boolean {
  if (name.length < 2 || name.length > 50 || !identifier.test(name)) return false;
  if (state.test(name) || utility.test(name) || generated.test(name)) return false;
  return !name.split(/[-_]+/).some(isNoise);
}

/** Attributes of which only the presence tells, not the value. */
const silent = /^data-(?:v|s|react|radix|ng|pipni|state|focus|hover|headlessui)(?:-|$)/;
const testing = ["data-testid", "data-test", "data-cy", "data-role", "data-type"];

export const isDataName = (name: string): boolean =>
  name.startsWith("data-") && !silent.test(name) && isStableName(name.slice(5));

/** Selectors that fit the element and its like, the best first. Its tag is not among them. */
export function stableSelectorsOf(element: Element): string[] {
  const named = testing.flatMap((name) => {
    const value = element.getAttribute(name) ?? "";
    return isStableName(value) ? [`[${name}="${value}"]`] : [];
  });
  const classes = (element.getAttribute("class") ?? "").split(/\s+/).filter(isStableName);
  const data = [...element.attributes].map(({ name }) => name).filter(isDataName);
  return [
    ...named,
    ...classes.map((name) => `.${name}`),
    ...data.filter((name) => !testing.includes(name)).map((name) => `[${name}]`),
  ];
}

const isStableId = (id: string): boolean => isStableName(id) && !/\d/.test(id);

export const tagOf = (element: Element): string => element.tagName.toLowerCase();

/** Selectors of one element alone, the best first. */
export function uniqueSelectorsOf(element: Element): string[] {
  const id = element.getAttribute("id") ?? "";
  const own = [...(isStableId(id) ? [`#${id}`] : []), ...stableSelectorsOf(element)];
  const { ownerDocument } = element;
  return own.filter((selector) => ownerDocument.querySelectorAll(selector).length === 1);
}

/** The elements around one, the nearest first, without the page itself. */
export function ancestorsOf(element: Element): Element[] {
  const found: Element[] = [];
  for (let at = element.parentElement; at && !/^(?:body|html)$/i.test(at.tagName); at = at.parentElement)
    found.push(at);
  return found;
}

/** Selectors that may fit the element and its like, the plainest first. */
export function repeatingSelectors(element: Element): string[] {
  const selectors = stableSelectorsOf(element);
  const tag = tagOf(element);
  const within = ancestorsOf(element)
    .slice(0, 8)
    .flatMap((place, level) => {
      const ids = uniqueSelectorsOf(place);
      const outer = (ids.length > 0 ? ids : stableSelectorsOf(place)).slice(0, 2);
      return outer.flatMap((one) => [
        ...selectors.slice(0, 2).map((selector) => `${one} ${selector}`),
        level === 0 ? `${one} > ${tag}` : `${one} ${tag}`,
      ]);
    });
  const body = tag === "tr" ? ["tbody > tr"] : [];
  return [...new Set([...selectors, ...within, ...body, tag])];
}

/** A selector of an element within another one that finds it first; `null` where there is none that lasts. */
export function slotSelector(item: Element, element: Element): string | null {
  const finds = (selector: string): boolean => item.querySelector(selector) === element;
  const plain = [...stableSelectorsOf(element), tagOf(element)].find(finds);
  if (plain) return plain;
  const { parentElement: parent } = element;
  if (!parent) return null;
  const same = [...parent.children].filter(({ tagName }) => tagName === element.tagName);
  const numbered = `${tagOf(element)}:nth-of-type(${same.indexOf(element) + 1})`;
  if (finds(numbered)) return numbered;
  const outer = parent === item ? ":scope" : slotSelector(item, parent);
  const nested = outer && `${outer} > ${numbered}`;
  return nested && finds(nested) ? nested : null;
}
