import { element } from "./dom.ts";

/** So long a sentence stays for a screen reader to find it, in milliseconds. */
const stays = 3_000;

/**
 * Reads sentences out to those who do not see them. The one live region of a shadow root: it is there before its
 * first sentence, which would not be read out otherwise.
 */
export function createAnnouncer(root: ShadowRoot): (sentence: string) => void {
  const region = element("div", { class: "hidden", role: "status" });
  root.append(region);
  return (sentence) => {
    const line = element("p", {}, sentence);
    region.append(line);
    setTimeout(() => line.remove(), stays);
  };
}
