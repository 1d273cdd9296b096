/**
 * Which elements of a page show which appointments, where only the page's own objects tell that. The isolated world
 * asks, and its other half has written names to the elements before the event is over. The page may hear and forge
 * both: it learns nothing, and can do no more than have a mark drawn on another of its own elements.
 */
const askedEvent = "pipni:drawn";
const nameAttribute = "data-pipni-name";
const answering = Symbol.for("pipni.drawn");

/** An element, and by which name the adapter knows its appointment: see `InView.name`. */
export type Drawn = readonly [element: Element, name: string];

const named = (): NodeListOf<Element> => document.querySelectorAll(`[${nameAttribute}]`);

function ask(elements: string): void {
  document.dispatchEvent(new CustomEvent(askedEvent, { detail: elements }));
}

/** @param elements a selector of all elements in question */
export function askDrawn(elements: string): Drawn[] {
  ask(elements);
  return Array.from(named(), (element) => [element, element.getAttribute(nameAttribute) ?? ""]);
}

/** Nothing more is asked. */
export function forgetDrawn(): void {
  ask("");
  for (const element of named()) element.removeAttribute(nameAttribute);
}

/**
 * Answers in the page's own world, until nobody asks any more or another script takes over.
 * @param nameOf of an element's appointment; empty or nothing for what is none
 */
export function answerDrawn(nameOf: (element: Element) => string | undefined): void {
  const scope = globalThis as typeof globalThis & { [answering]?: AbortController };
  scope[answering]?.abort();
  const stop = new AbortController();
  scope[answering] = stop;
  const write = (element: Element): void => {
    let name: string | undefined;
    try {
      name = nameOf(element);
    } catch {
      // What a page keeps of its own may be anything.
    }
    if (!name) element.removeAttribute(nameAttribute);
    else if (element.getAttribute(nameAttribute) !== name) element.setAttribute(nameAttribute, name);
  };
  const answer = ({ detail }: CustomEventInit<string>): void => {
    if (detail) document.querySelectorAll(detail).forEach(write);
    else stop.abort();
  };
  document.addEventListener(askedEvent, answer as EventListener, { signal: stop.signal });
}
