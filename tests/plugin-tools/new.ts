import { relative } from "node:path";
import { parseArgs } from "node:util";
import { command, pluginsFolder, Refusal } from "./manifest-file.ts";
import { makePlugin } from "./new-plugin.ts";

/** `npm run plugin:new <id> [-- --from page.har|page.html]` */

const usage = `npm run plugin:new <id> [-- --from page.har|page.html] [--url <address of the page>] [--time-zone Europe/Prague] [--into <folder>]

Makes lib/plugins/<id>/ with a manifest, a README, and a recorded page that the contract's tests run on. With --from the
manifest is proposed from what the file holds.`;

await command(async () => {
  const { values, positionals } = parseArgs({
    options: {
      from: { type: "string" },
      url: { type: "string" },
      "time-zone": { type: "string", default: "Europe/Prague" },
      into: { type: "string", default: pluginsFolder },
      help: { type: "boolean" },
    },
    allowPositionals: true,
  });
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0 || values.help) throw new Refusal(usage);
  const timeZone = values["time-zone"];
  if (!Intl.supportedValuesOf("timeZone").includes(timeZone))
    throw new Refusal(`${timeZone} is no time zone: write it like Europe/Prague.`);
  const { from, url: address, into } = values;
  const { folder, files, notes } = await makePlugin({ id, from, address, timeZone, into });
  const page = files.find((name) => name.startsWith("test/page"));
  console.log(
    [
      `Made ${folder}/ with ${files.join(", ")}.`,
      ...(notes.length > 0 ? ["", "To look at in plugin.json:", ...notes.map((one) => `  ${one}`)] : []),
      ...(from === undefined
        ? []
        : [
            "",
            `${folder}/${page} holds what ${relative(process.cwd(), from) || from} held, patients' names and numbers among it. Put invented ones in`,
            "their place there and in test/driver.ts before anybody else gets the folder.",
          ]),
      "",
      "Next:",
      `  npm run plugin:try ${folder}/plugin.json ${folder}/${page}`,
      `  npx playwright test ${folder}`,
    ].join("\n"),
  );
});
