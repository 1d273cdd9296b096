import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { installDebian } from "./debian.ts";

/** The browsers that the tests and the demo run, installed where that is possible. */

interface Wanted {
  name: "Chromium" | "Firefox";
  /** The oldest that has what the extension relies on natively. */
  oldest: number;
  debian: string;
  candidates: readonly string[];
}

const wanted: Record<"chromium" | "firefox", Wanted> = {
  chromium: {
    name: "Chromium",
    oldest: 144,
    debian: "chromium",
    candidates: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/snap/bin/chromium"],
  },
  firefox: {
    name: "Firefox",
    oldest: 141,
    debian: "firefox-esr",
    candidates: [
      "/usr/bin/firefox-esr",
      "/usr/bin/firefox",
      "/Applications/Firefox.app/Contents/MacOS/firefox",
      "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
    ],
  },
};

export class BrowserMissing extends Error {
  override name = "BrowserMissing";
}

/**
 * Path of a browser that is new enough.
 * @throws BrowserMissing with what to install, where it cannot be installed from here
 */
export function findBrowser(which: keyof typeof wanted): Promise<string> {
  const path = found.get(which) ?? search(which);
  found.set(which, path);
  return path;
}

/** Whoever asks a browser for its version starts it. */
const found = new Map<keyof typeof wanted, Promise<string>>();

async function search(which: keyof typeof wanted): Promise<string> {
  const browser = wanted[which];
  const path = (await installed(which)) ?? (install(which) ? await installed(which) : null);
  if (path) return path;
  throw new BrowserMissing(
    `${browser.name} ${browser.oldest} or newer is needed and could not be installed from here. ` +
      `Install it (Debian, Ubuntu: apt-get install ${browser.debian}) or set ${which.toUpperCase()}_PATH to its program.`,
  );
}

async function installed(which: keyof typeof wanted): Promise<string | null> {
  const { candidates, oldest } = wanted[which];
  const own = process.env[`${which.toUpperCase()}_PATH`];
  for (const path of [...(own ? [own] : []), ...candidates, ...(await bundled(which))]) {
    if (existsSync(path) && versionOf(path) >= oldest) return path;
  }
  return null;
}

/** Playwright's own Chromium, where it has been downloaded. */
async function bundled(which: keyof typeof wanted): Promise<string[]> {
  if (which !== "chromium") return [];
  const { chromium } = await import("@playwright/test");
  return [chromium.executablePath()];
}

function versionOf(path: string): number {
  const { stdout } = spawnSync(path, ["--version"], { encoding: "utf8", timeout: 30_000 });
  return Number(/(\d+)\.\d+/u.exec(stdout ?? "")?.[1] ?? 0);
}

function install(which: keyof typeof wanted): boolean {
  const { name, debian } = wanted[which];
  if (installDebian(name, [debian, "fonts-noto-core"])) return true;
  if (which !== "chromium") return false;
  console.error(`${name} is missing or too old: asking Playwright for its own`);
  try {
    execFileSync("npx", ["playwright", "install", "chromium"], { stdio: ["ignore", "inherit", "inherit"] });
    return true;
  } catch (error) {
    console.error(String(error));
    return false;
  }
}
