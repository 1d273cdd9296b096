import { parseHTML } from "linkedom";
import { type Recording, RecordingUnreadable } from "./recording.ts";

const isAddress = (text: string | null | undefined): text is string =>
  typeof text === "string" && /^https?:\/\//.test(text) && URL.canParse(text);

/** Where the page says that it comes from: browsers write it into what they save. */
function addressIn(html: string): string | null {
  const [, saved] = /<!--\s*saved from url=\(\d+\)(\S+)\s*-->/.exec(html.slice(0, 5_000)) ?? [];
  if (isAddress(saved)) return saved;
  const { document } = parseHTML(html);
  const said = [
    document.querySelector("link[rel=canonical]")?.getAttribute("href"),
    document.querySelector("meta[property='og:url']")?.getAttribute("content"),
    document.querySelector("base")?.getAttribute("href"),
  ];
  return said.find(isAddress) ?? null;
}

/**
 * A page as the browser had it when it was saved.
 * @throws RecordingUnreadable
 */
export function readSavedPage(html: string, address?: string): Recording {
  if (!/<[a-z!]/i.test(html)) throw new RecordingUnreadable("The saved page is empty, or is no HTML.");
  const url = address ?? addressIn(html);
  if (url === null)
    throw new RecordingUnreadable(
      "The saved page does not say where it comes from: give its address with --url https://….",
    );
  if (!isAddress(url))
    throw new RecordingUnreadable(`${url} is no address of a page: it must begin with https:// or http://.`);
  const page = new URL(url);
  page.hash = "";
  return {
    address: page.href,
    at: null,
    exchanges: [
      {
        ...{ method: "GET", url: page.href, body: null, requestType: null, status: 200 },
        headers: [["content-type", "text/html; charset=utf-8"]],
        type: "text/html",
        content: Buffer.from(html),
        at: 0,
        isDocument: true,
      },
    ],
    isSnapshot: true,
    problems: [],
  };
}
