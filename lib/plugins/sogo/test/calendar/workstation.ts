import { z } from "zod";
import { type Sogo, type SogoUser, signIn } from "./server.ts";

/** Somebody at another computer, signed in to the same calendars, of whom no page knows. */

const Blocks = z.tuple([
  z.object({ eventsFields: z.array(z.string()), events: z.array(z.array(z.unknown())) }),
]);

export interface Entry {
  /** SOGo's own. */
  readonly name: string;
  readonly title: string;
}

export interface Workstation {
  /** Adds everything in an iCalendar text. */
  import(calendar: string): Promise<void>;
  /** The title is at least this long or begins with it. */
  find(title: string): Promise<Entry>;
  /** One of SOGo's actions; below a user's calendars, as `personal/1F59.ics/adjust`. */
  post(path: string, body: object): Promise<void>;
  remove(path: string): Promise<void>;
  /** Everything goes. */
  clear(): Promise<void>;
}

/** Nothing in the tests lies outside of it. */
const days = "sd=20260101&ed=20271231";

export async function openWorkstation({ url }: Sogo, user: SogoUser): Promise<Workstation> {
  const session = await signIn(url, user);
  const calendars = `${url}/SOGo/so/${user.login}/Calendar`;

  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const answer = await fetch(`${calendars}/${path}`, {
      ...init,
      headers: { ...session, ...init.headers },
    });
    if (!answer.ok) throw new Error(`SOGo answered ${answer.status} to ${path}: ${await answer.text()}`);
    return answer;
  }

  const post = async (path: string, body: object): Promise<void> => {
    const headers = { "content-type": "application/json" };
    await ask(path, { method: "POST", headers, body: JSON.stringify(body) });
  };

  async function entries(): Promise<Entry[]> {
    const answer = await ask(`eventsblocks?${days}&view=monthview`);
    const [{ eventsFields, events }] = Blocks.parse(await answer.json());
    const [name, title] = [eventsFields.indexOf("c_name"), eventsFields.indexOf("c_title")];
    return events.map((event) => ({ name: String(event[name]), title: String(event[title]) }));
  }

  return {
    async import(calendar) {
      const form = new FormData();
      form.append("icsFile", new Blob([calendar], { type: "text/calendar" }), "import.ics");
      await ask("personal/import", { method: "POST", body: form });
    },
    async find(title) {
      const found = (await entries()).find((one) => one.title.startsWith(title));
      if (!found) throw new Error(`SOGo has no "${title}"`);
      return found;
    },
    post,
    async remove(path) {
      await ask(`${path}/delete`);
    },
    async clear() {
      const names = new Set((await entries()).map(({ name }) => name));
      if (names.size > 0) await post("personal/batchDelete", { uids: [...names] });
    },
  };
}
