// @vitest-environment node
import { request } from "node:https";
import { afterEach, describe, expect, it } from "vitest";
import { readHar } from "../replay/har.ts";
import { RecordingUnreadable, textOf } from "../replay/recording.ts";
import { readSavedPage } from "../replay/saved-page.ts";
import { type Replay, startReplay } from "../replay/server.ts";

const page = "https://kalendar.example/den/2027-03-01";
const list = "https://kalendar.example/api/terminy?den=2027-03-01";

const entry = (change: {
  url?: string;
  method?: string;
  at?: string;
  text?: string;
  type?: string;
  status?: number;
  postData?: object;
  response?: object;
}) => ({
  startedDateTime: change.at ?? "2027-03-01T08:00:00.000+01:00",
  request: {
    method: change.method ?? "GET",
    url: change.url ?? page,
    headers: [],
    ...(change.postData ? { postData: change.postData } : {}),
  },
  response: {
    status: change.status ?? 200,
    headers: [
      { name: "Content-Encoding", value: "br" },
      { name: "X-Own", value: "yes" },
    ],
    content: { mimeType: change.type ?? "text/html", text: change.text ?? "<h1>Kalendář</h1>", size: 20 },
    ...change.response,
  },
});
const har = (...entries: unknown[]): string => JSON.stringify({ log: { version: "1.2", entries } });

const whyNot = (read: () => unknown): string => {
  try {
    read();
    return "";
  } catch (error) {
    if (error instanceof RecordingUnreadable) return error.message;
    throw error;
  }
};

describe("a HAR", () => {
  it("is read in the order of its requests, the first page being the calendar", () => {
    const later = entry({ url: list, at: "2027-03-01T07:00:05.000Z", type: "application/json", text: "[]" });
    const recording = readHar(har(later, entry({})));
    expect(recording).toMatchObject({ address: page, isSnapshot: false, problems: [] });
    expect(recording.exchanges.map(({ url }) => url)).toEqual([page, list]);
    expect(recording.at).toBe(Date.parse("2027-03-01T07:00:00Z"));
  });

  it("takes what a form sent, and packed content", () => {
    const postData = {
      mimeType: "application/x-www-form-urlencoded",
      params: [{ name: "jméno", value: "A & B" }],
    };
    const packed = Buffer.from("Příjem").toString("base64");
    const { exchanges } = readHar(
      har(
        entry({}),
        entry({ method: "POST", url: list, at: "2027-03-01T08:01:00Z", postData }),
        entry({
          url: list,
          at: "2027-03-01T08:02:00Z",
          response: { content: { text: packed, encoding: "base64" } },
        }),
      ),
    );
    expect(exchanges[1]?.body).toBe(new URLSearchParams({ jméno: "A & B" }).toString());
    expect(exchanges[2] && textOf(exchanges[2])).toBe("Příjem");
  });

  it("leaves out single entries that are no use, says so, and keeps all others", () => {
    const { exchanges, problems } = readHar(
      har(
        { startedDateTime: "yesterday", request: { method: "GET", url: list } },
        entry({}),
        null,
        entry({ url: "https://kalendar.example/x.js", status: 0 }),
        entry({
          url: "https://kalendar.example/y.js",
          response: { content: { mimeType: "text/javascript", size: 900 } },
        }),
        entry({ url: "data:image/png;base64,AA" }),
        entry({ url: list, type: "application/json", text: "[]" }),
      ),
    );
    expect(exchanges.map(({ url }) => url)).toEqual([page, list]);
    expect(problems).toEqual([
      expect.stringMatching(/^Entry 1 of the HAR \(GET https:.*\) is left out: startedDateTime is wrong \(/),
      expect.stringMatching(/^Entry 3 of the HAR \(\? \?\) is left out: it is wrong \(/),
      expect.stringMatching(/^Entry 4 .*x\.js\) is left out: it never got an answer\.$/),
      expect.stringMatching(/^Entry 5 .*y\.js\) is left out: .* save the HAR with its content\.$/),
    ]);
  });

  it.each([
    ["no JSON", "{", undefined, /^The HAR is no JSON \(.*\): save it once more\.$/],
    ["something else", `{"entries":[]}`, undefined, /^The file is no HAR: it has no list at log\.entries\./],
    [
      "no page",
      har(entry({ type: "application/json" })),
      undefined,
      /^The HAR holds no page: open the calendar/,
    ],
    [
      "another page",
      har(entry({})),
      "https://kalendar.example/jinam",
      /^The HAR holds no page https:.*jinam\. It holds: https:.*2027-03-01\.$/,
    ],
  ])("says why it cannot be replayed: %s", (_what, text, address, sentence) => {
    expect(whyNot(() => readHar(text, address))).toMatch(sentence);
  });
});

describe("a saved page", () => {
  it.each([
    ["<!-- saved from url=(0041)https://kalendar.example/den/2027-03-01 --><h1>x</h1>", page],
    [`<head><link rel="canonical" href="${page}"></head><h1>x</h1>`, page],
    ["<h1>x</h1>", "https://jinde.example/"],
  ])("knows where it comes from: %s", (html, address) => {
    const given = html === "<h1>x</h1>" ? "https://jinde.example/#kotva" : undefined;
    expect(readSavedPage(html, given)).toMatchObject({ address, isSnapshot: true });
  });

  it("says what to do where it does not", () => {
    expect(whyNot(() => readSavedPage("<h1>x</h1>"))).toMatch(/give its address with --url https:/);
    expect(whyNot(() => readSavedPage("<h1>x</h1>", "kalendar.example"))).toMatch(/is no address of a page/);
    expect(whyNot(() => readSavedPage(""))).toMatch(/^The saved page is empty/);
  });
});

describe("the replay server", () => {
  let replay: Replay | undefined;
  afterEach(() => replay?.[Symbol.asyncDispose]());

  async function ask(method: string, address: string, body?: string) {
    const { hostname, pathname, search } = new URL(address);
    const port = Number(/ 127\.0\.0\.1:(\d+)$/.exec(replay?.hosts[0] ?? "")?.[1]);
    const { promise, resolve, reject } = Promise.withResolvers<{
      status: number;
      text: string;
      headers: object;
    }>();
    const asked = request(
      {
        host: "127.0.0.1",
        port,
        method,
        path: pathname + search,
        rejectUnauthorized: false,
        headers: { host: hostname },
      },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (part: string) => (text += part));
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }));
      },
    );
    asked.on("error", reject);
    asked.end(body);
    return promise;
  }
  const json = { type: "application/json" };

  it("answers as the page's own server did, under its name, and lists what it cannot", async () => {
    replay = await startReplay(readHar(har(entry({}))));
    expect(replay.hosts).toEqual([expect.stringMatching(/^MAP kalendar\.example:443 127\.0\.0\.1:\d+$/)]);
    const { status, text, headers } = await ask("GET", page);
    expect({ status, text }).toEqual({ status: 200, text: "<h1>Kalendář</h1>" });
    expect(headers).toMatchObject({ "x-own": "yes", "content-type": "text/html" });
    expect(headers).not.toHaveProperty("content-encoding");
    const missing = await ask("GET", list);
    expect(missing).toMatchObject({
      status: 404,
      text: `This request is not in the recording: GET ${list}\n`,
    });
    await ask("GET", list);
    await ask("GET", "https://kalendar.example/favicon.ico");
    expect(replay.misses).toEqual([`GET ${list}`]);
  });

  it("tells answers to the same question apart by when they were given, and by what was sent", async () => {
    const post = (text: string, at: string, sent: string) =>
      entry({
        ...json,
        method: "POST",
        url: list,
        text,
        at,
        postData: { mimeType: "application/json", text: sent },
      });
    replay = await startReplay(
      readHar(
        har(
          entry({}),
          entry({ ...json, url: list, text: "before", at: "2027-03-01T08:01:00Z" }),
          post("first", "2027-03-01T08:02:00Z", `{"a":1}`),
          post("second", "2027-03-01T08:03:00Z", `{"a":2}`),
          entry({ ...json, url: list, text: "after", at: "2027-03-01T08:04:00Z" }),
        ),
      ),
    );
    expect((await ask("GET", list)).text).toBe("after");
    replay.goTo(Date.parse("2027-03-01T08:02:30Z"));
    expect((await ask("GET", list)).text).toBe("before");
    expect((await ask("POST", list, `{"a":2}`)).text).toBe("second");
    expect((await ask("POST", list, `{"a":1}`)).text).toBe("first");
    replay.answerOnce({ method: "POST", url: list }, { status: 409, type: "text/plain", body: "no" });
    expect((await ask("POST", list, `{"a":1}`)).status).toBe(409);
    expect((await ask("POST", list, `{"a":1}`)).status).toBe(200);
  });

  it("knows a request whose number is new each time", async () => {
    replay = await startReplay(
      readHar(har(entry({}), entry({ ...json, url: `${list}&_=1772352000000`, text: "[1]" }))),
    );
    expect((await ask("GET", `${list}&_=1772352999999`)).text).toBe("[1]");
    expect((await ask("GET", list.replace("01", "02"))).status).toBe(404);
  });

  it("lets no script of a saved page run once more", async () => {
    replay = await startReplay(readSavedPage("<h1>x</h1>", page));
    expect((await ask("GET", page)).headers).toMatchObject({
      "content-security-policy": "script-src 'none'",
    });
  });
});
