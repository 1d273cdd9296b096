import { z } from "zod";
import { type Recorded, type Recording, RecordingUnreadable } from "./recording.ts";

/** HTTP Archive 1.2, as browsers save it ("Save all as HAR with content"), as far as a replay needs it. */

const Header = z.object({ name: z.string(), value: z.string() });

const Entry = z.object({
  startedDateTime: z.iso.datetime({ offset: true }),
  _resourceType: z.string().optional(),
  request: z.object({
    method: z.string().regex(/^[A-Z-]{1,20}$/),
    url: z.url({ protocol: /^https?$/ }),
    headers: z.array(Header).default([]),
    postData: z
      .object({
        mimeType: z.string().default(""),
        text: z.string().optional(),
        params: z.array(z.object({ name: z.string(), value: z.string().default("") })).optional(),
      })
      .optional(),
  }),
  response: z.object({
    // Browsers write 0, or less, where no answer came.
    status: z.int().max(599),
    headers: z.array(Header).default([]),
    redirectURL: z.string().default(""),
    content: z
      .object({
        mimeType: z.string().default(""),
        text: z.string().optional(),
        encoding: z.string().optional(),
        size: z.number().default(0),
      })
      .default({ mimeType: "", size: 0 }),
  }),
});
type Entry = z.infer<typeof Entry>;

const Har = z.object({ log: z.object({ entries: z.array(z.unknown()) }) });

const short = (text: string): string => (text.length > 120 ? `${text.slice(0, 117)}…` : text);

/** `$.request.url` of something that may be anything. */
const told = (data: unknown, ...path: string[]): string => {
  const value = path.reduce<unknown>(
    (at, name) => (typeof at === "object" && at !== null ? Reflect.get(at, name) : undefined),
    data,
  );
  return typeof value === "string" ? value : "?";
};

function bodyOf({ postData }: Entry["request"]): string | null {
  if (!postData) return null;
  const { text, params } = postData;
  if (text !== undefined && text !== "") return text;
  return params ? new URLSearchParams(params.map(({ name, value }) => [name, value])).toString() : null;
}

function recorded({ startedDateTime, _resourceType, request, response }: Entry): Recorded {
  const { content, headers, redirectURL, status } = response;
  const isRedirect = status >= 300 && status < 400 && redirectURL !== "";
  const hasLocation = headers.some(({ name }) => name.toLowerCase() === "location");
  const navigates = request.headers.some(
    ({ name, value }) => name.toLowerCase() === "sec-fetch-dest" && value === "document",
  );
  return {
    method: request.method,
    url: request.url.replace(/#.*$/, ""),
    body: bodyOf(request),
    requestType: request.postData?.mimeType || null,
    status,
    headers: [
      ...headers.map(({ name, value }) => [name, value] as const),
      ...(isRedirect && !hasLocation ? [["location", redirectURL] as const] : []),
    ],
    type: content.mimeType,
    content: Buffer.from(content.text ?? "", content.encoding === "base64" ? "base64" : "utf8"),
    at: Date.parse(startedDateTime),
    isDocument:
      _resourceType === undefined
        ? navigates || /^text\/html/i.test(content.mimeType)
        : _resourceType === "document",
  };
}

/** Why an entry is of no use, if so. */
function uselessness({ response: { status, content } }: Entry): string | null {
  if (status <= 0) return "it never got an answer";
  if (content.text === undefined && content.size > 0)
    return "what the server answered is not in the file: save the HAR with its content";
  return null;
}

/** The page that was recorded: the one asked for, else the first that was shown. */
function pageIn(exchanges: readonly Recorded[], address: string | undefined): Recorded {
  const isPage = ({ method, status, type, isDocument }: Recorded): boolean =>
    method === "GET" && status >= 200 && status < 300 && isDocument && /html/i.test(type);
  const pages = exchanges.filter(isPage);
  if (address === undefined) {
    const [first] = pages;
    if (first) return first;
    throw new RecordingUnreadable(
      "The HAR holds no page: open the calendar with the network panel open, reload it, and save the HAR then.",
    );
  }
  const asked = pages.find(({ url }) => url === address.replace(/#.*$/, ""));
  if (asked) return asked;
  const list = [...new Set(pages.map(({ url }) => short(url)))].join(", ");
  throw new RecordingUnreadable(`The HAR holds no page ${address}. It holds: ${list || "none"}.`);
}

/** @throws RecordingUnreadable */
export function readHar(text: string, address?: string): Recording {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : "?";
    throw new RecordingUnreadable(`The HAR is no JSON (${short(why)}): save it once more.`);
  }
  const har = Har.safeParse(data);
  if (!har.success)
    throw new RecordingUnreadable(
      "The file is no HAR: it has no list at log.entries. Save it from the network panel.",
    );
  const problems: string[] = [];
  const exchanges: Recorded[] = [];
  har.data.log.entries.forEach((entry, index) => {
    // Pictures in the page itself, other extensions, sockets: nothing that a server would be asked for.
    if (/^(?:data|blob|about|wss?|(?:chrome|moz)-extension):/.test(told(entry, "request", "url"))) return;
    const name = `Entry ${index + 1} of the HAR (${told(entry, "request", "method")} ${short(told(entry, "request", "url"))})`;
    const read = Entry.safeParse(entry);
    const [issue] = read.error?.issues ?? [];
    if (issue)
      problems.push(`${name} is left out: ${issue.path.join(".") || "it"} is wrong (${issue.message}).`);
    const why = read.data ? uselessness(read.data) : null;
    if (why !== null) problems.push(`${name} is left out: ${why}.`);
    if (read.data && why === null) exchanges.push(recorded(read.data));
  });
  exchanges.sort((a, b) => a.at - b.at);
  const page = pageIn(exchanges, address);
  return { address: page.url, at: page.at, exchanges, isSnapshot: false, problems };
}
