import type { AppointmentChange } from "../../lib/domain/appointment.ts";
import type { Extension } from "../e2e/chromium.ts";

/** What a page told the background, and when it arrived there. */
export interface Report {
  readonly at: number;
  readonly change: AppointmentChange;
}

export interface Spoken {
  name: string;
  at: number;
  input: unknown;
}

/** Hears what pages say to the background, as every page of the extension does. */
export interface Ear {
  spoken(): Promise<Spoken[]>;
  /** Changes that were told by messages of these names. */
  told(...names: string[]): Promise<Report[]>;
  forget(): Promise<void>;
}

export async function openEar(extension: Extension): Promise<Ear> {
  const page = await extension.open("help/cs.html");
  await page.evaluate(listen);
  const spoken = () => page.evaluate(recorded);
  return {
    spoken,
    told: async (...names) =>
      (await spoken()).flatMap(({ name, at, input }) => {
        const changes = names.includes(name) ? [input as AppointmentChange | AppointmentChange[]].flat() : [];
        return changes.map((change) => ({ at, change }));
      }),
    forget: () => page.evaluate(forgetAll),
  };
}

interface Recorder {
  spoken?: Spoken[];
}
declare const chrome: {
  runtime: { onMessage: { addListener(listener: (message: unknown) => void): void } };
};

function listen(): void {
  const recorder = globalThis as Recorder;
  const spoken: Spoken[] = [];
  recorder.spoken = spoken;
  chrome.runtime.onMessage.addListener((message) => {
    const { pipni, input } = message as { pipni?: string; input?: unknown };
    if (typeof pipni === "string" && pipni.startsWith("page."))
      spoken.push({ name: pipni, at: Date.now(), input });
  });
}
const recorded = (): Spoken[] => (globalThis as Recorder).spoken ?? [];
const forgetAll = (): void => {
  (globalThis as Recorder).spoken?.splice(0);
};
