/**
 * Types like a person would, so that the browser's own undo takes it back.
 * `execCommand` is the only way to that; where it is refused, the text is set without an undo step.
 */
export function typeInto(area: HTMLTextAreaElement, text: string) {
  area.focus();
  if (document.execCommand("insertText", false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: text }));
}
