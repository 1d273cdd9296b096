/** Hands a text over to the browser's downloads; a long one comes in pieces that are bytes already. */
export function saveFile(name: string, text: string | Blob[], type = "text/csv;charset=utf-8"): void {
  const url = URL.createObjectURL(new Blob([text].flat(), { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: the download has only been asked for.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
