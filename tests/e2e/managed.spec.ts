import { createHash } from "node:crypto";
import { mkdir, realpath, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withHosts } from "./build.ts";
import { launchChromium } from "./chromium.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";

/** What an administrator has rolled out by a policy of Chromium itself. */

const folder = "/etc/chromium/policies/managed";

/** Chromium names an unpacked extension by its place. */
const idOf = (path: string): string =>
  [...createHash("sha256").update(path).digest("hex").slice(0, 32)]
    .map((digit) => "abcdefghijklmnop"[Number.parseInt(digit, 16)])
    .join("");

test("what is managed is shown, cannot be changed, and one bad field takes no other with it", async ({
  gosms,
}) => {
  test.skip(process.getuid?.() !== 0, "Only root can write a policy of Chromium.");
  const build = await realpath(await withHosts("chrome", []));
  const id = idOf(build);
  const file = join(folder, `pipni-${id}.json`);
  const policy = {
    practice: { name: "Ordinace Na Náměstí", timeZone: "Europe/Nikde" },
    countries: ["SK"],
    texts: { reminder: { cs: "Termín máte #DATUM# v #CAS#." } },
    sites: [{ url: "https://kalendar.example/", name: "Kalendář řetězce" }],
    registry: { address: ["https://pult.example:2379"], user: "ordinace" },
  };
  await mkdir(folder, { recursive: true });
  await writeFile(file, JSON.stringify({ "3rdparty": { extensions: { [id]: policy } } }));
  try {
    await using extension = await launchChromium({ gosms, calendars: [], build });
    expect(extension.id).toBe(id);
    const page = await extension.open("options.html#ordinace");
    const name = page.getByRole("textbox", { name: "Název zařízení" });
    await expect(name).toHaveValue("Ordinace Na Náměstí");
    await expect(name).toBeDisabled();
    await expect(page.getByRole("textbox", { name: "Telefon zařízení" })).toBeEnabled();
    await expect(page.getByText("čemu Pípni nerozumí: practice.timeZone.")).toBeVisible();
    await expect(page.getByRole("checkbox", { name: /Slovensko/u })).toBeChecked();
    await expect(page.getByRole("checkbox", { name: /Slovensko/u })).toBeDisabled();
    await look(page, "managed-practice");
    await page.goto(extension.url("options.html#texty"));
    const text = page.getByRole("textbox", { name: "Text zprávy Připomenutí" });
    await expect(text).toHaveValue("Termín máte #DATUM# v #CAS#.");
    await expect(text).toBeDisabled();
    await look(page, "managed-texts");
    await page.goto(extension.url("options.html#kalendare"));
    await expect(page.getByText("Kalendář řetězce").first()).toBeVisible();
    await page.goto(extension.url("options.html#vice-pocitacu"));
    await expect(page.getByRole("radio", { name: /Dohodne se s ostatními/u })).toBeChecked();
    await expect(page.getByRole("textbox", { name: "Adresa" })).toHaveValue("https://pult.example:2379");
    await expect(page.getByRole("textbox", { name: "Adresa" })).toBeDisabled();
    await look(page, "managed-workstations");
  } finally {
    await rm(file, { force: true });
    await rm(build, { recursive: true, force: true });
  }
});
