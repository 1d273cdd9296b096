import { join } from "node:path";
import { parseArgs } from "node:util";
import { readRecording } from "../replay/read.ts";
import { startDev } from "./dev-session.ts";
import { freshBuild } from "./fresh-build.ts";
import { command, pluginsFolder, Refusal, readPluginFile } from "./manifest-file.ts";

/** `npm run plugin:dev <id>` */

const usage = `npm run plugin:dev <id> [-- --url <address of the calendar> | --page page.har|page.html]

Opens a browser with Pípni, set up and allowed on the calendar, and reads the plugin anew when one of its files changes.
Without --url the address is the one of \`matches\`. GoSMS is a simulator: no text leaves.`;

/** Where the plugin is for one host alone, that host. */
function addressOf(matches: readonly string[]): string {
  const [first] = matches.filter((pattern) => /^https?:\/\/[^*/]+\//.test(pattern));
  if (first === undefined)
    throw new Refusal(
      "The plugin is for more than one host: say where the calendar is with --url https://….",
    );
  return first.replace(/\*.*$/, "");
}

await command(async () => {
  const { values, positionals } = parseArgs({
    options: { url: { type: "string" }, page: { type: "string" }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0 || values.help) throw new Refusal(usage);
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    throw new Refusal("There is no display here for a browser. Use npm run plugin:try with a recorded page.");
  const manifestPath = join(pluginsFolder, id, "plugin.json");
  const { manifest } = await readPluginFile(manifestPath);
  if (values.url !== undefined && !/^https?:\/\//.test(values.url))
    throw new Refusal(`${values.url} is no address of a page: it must begin with https:// or http://.`);
  const at = values.page
    ? await readRecording(values.page, values.url)
    : (values.url ?? addressOf(manifest.matches));
  freshBuild();
  await using session = await startDev({ manifestPath, at, headless: false, tell: console.log });
  console.log(
    `${id} is in the browser. It is read anew when a file in lib/plugins/${id}/ changes. Close the browser to end.`,
  );
  await session.closed;
});
