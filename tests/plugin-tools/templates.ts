import type { DeclaredCalendar } from "../../lib/plugin-api/declared-calendar.ts";
import { apiVersion, type PluginManifest } from "../../lib/plugin-api/manifest.ts";
import type { AnchorChoice } from "../../lib/teaching/button-anchors.ts";
import type { Seen } from "./words.ts";

/** The files of a new plugin. */

export interface Told {
  readonly id: string;
  readonly name: string;
  /** Origin and steady part of the path: `https://kalendar.example/tyden*`. */
  readonly match: string;
  readonly calendar: DeclaredCalendar;
  readonly button: AnchorChoice;
  /** Of the fixture in `test/`. */
  readonly page: string;
  readonly address: string | null;
  readonly days: readonly string[];
  readonly seen: readonly Seen[];
}

const command = "pipni.bulk";

export const manifestOf = ({ id, name, match, calendar, button }: Told): Partial<PluginManifest> => ({
  $schema: "../../../public/plugin.schema.json",
  id,
  version: "1.0.0",
  apiVersion,
  name,
  description: `${name}. Neověřeno na živém systému.`,
  matches: [match],
  activationEvents: [`onElement:${calendar.present?.[0] ?? calendar.events.selector ?? "body"}`],
  contributes: {
    calendars: [{ id, title: name, ...calendar }],
    commands: [{ command, title: "Hromadná SMS" }],
    toolbar: [{ command, ...button }],
  } as PluginManifest["contributes"],
});

export const readmeOf = ({ name, page, match }: Told): string => `# ${name}

**Not verified on a live system**: shown on a recorded page only (\`test/${page}\`).

## What it reads

- **The page**: \`${match}\`.
- **Appointments**: as \`plugin.json\` says. Write down here what each field means, and who confirmed it.

## What it takes as proof

Nothing yet. What only appears or vanishes is proposed to a person and never leaves by itself; a rule in
\`contributes.calendars[0].network\` says which request of the page creates, moves or cancels an appointment.
`;

const text = (value: string | null): string => (value === null ? "null" : JSON.stringify(value));

export const driverOf = ({ page, address, days, seen }: Told): string => `import { join } from "node:path";
import { startRecorded } from "../../../../tests/plugin-tools/recorded-driver.ts";

/** The recorded page, and what a person reads on it. Compare each line with the page itself. */
export const startDriver = () =>
  startRecorded({
    folder: join(import.meta.dirname, ".."),
    page: ${text(page)},${address === null ? "" : `\n    address: ${text(address)},`}
    days: ${JSON.stringify(days)},
    seen: [
${seen.map((one) => `      { day: ${text(one.day)}, time: ${text(one.time)}, patient: ${text(one.patient)}, phone: ${text(one.phone)} },`).join("\n")}
    ],
    // What was done while the page was recorded, as \`npm run plugin:try\` prints it.
    changes: [],
  });
`;

export const specOf = ({
  name,
}: Told): string => `import { recordedSuite } from "../../../../tests/plugin-tools/recorded-suite.ts";
import { startDriver } from "./driver.ts";

recordedSuite(${text(name)}, startDriver);
`;

/** A page made up, where nobody brings one. */
export const samplePage = (address: string): string => `<!doctype html>
<html lang="cs">
  <head>
    <meta charset="utf-8">
    <title>Kalendář</title>
    <link rel="canonical" href="${address}">
  </head>
  <body>
    <nav class="toolbar"><a href="/kalendar">Dnes</a></nav>
    <main class="week">
      <section class="day" data-date="2027-03-01">
        <h2>pondělí 1. března 2027</h2>
        <article class="appointment" data-id="1"><time>08:00–08:30</time> <b class="patient">Jana Vzorová</b> <span class="phone">601 000 001</span></article>
      </section>
      <section class="day" data-date="2027-03-02">
        <h2>úterý 2. března 2027</h2>
        <article class="appointment" data-id="2"><time>09:15–09:45</time> <b class="patient">Petr Zkušební</b> <span class="phone">602 000 002</span></article>
      </section>
    </main>
  </body>
</html>
`;
