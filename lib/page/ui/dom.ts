/** Marks everything that Pípni puts on the page, so that a later script finds what an earlier one left. */
export const mark = "data-pipni";

/**
 * Our shadow roots hang on plain elements: a page may define any tag with a hyphen in it, and has a say then in what
 * becomes of such an element.
 */
export const noticesPlace = `div[${mark}="notices"]`;

type Children = readonly (Node | string)[];

/** An element with text in it. Text only ever becomes text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: Children
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A click or a key by a person: a page can make events of its own, and theirs do not count. */
export function onPress(button: HTMLButtonElement, press: () => void): void {
  button.addEventListener("click", (event) => {
    if (!event.isTrusted) return;
    event.stopPropagation();
    press();
  });
}

/** Takes away what a script left behind that is no longer there to do it. */
export function removeLeftovers(): void {
  for (const left of document.querySelectorAll(`[${mark}]`)) left.remove();
}

/** `odejde za {seconds} s` with the values in place of the names. */
export const fill = (template: string, values: Readonly<Record<string, string | number>>): string =>
  template.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
