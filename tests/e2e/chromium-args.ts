import { createHash, X509Certificate } from "node:crypto";
import { certificate } from "../gosms/certificate.ts";

/** How Chromium is started with the extension, and with nobody to talk to but the simulator. */
export const chromiumArgs = (build: string, gosmsPort: number, hosts: readonly string[] = []): string[] => [
  `--disable-extensions-except=${build}`,
  `--load-extension=${build}`,
  ...bareArgs(gosmsPort, hosts),
];

/**
 * The list under the address bar is a page with a process of its own, which nobody here opens: without it a start
 * takes 2 of 5 seconds of processor less. The browser obeys one such list alone, so the rest is what Playwright would
 * have put there, as far as a calendar or the extension could tell.
 */
const switchedOff = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
  "AimEnabled",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
];

/**
 * The same for one into which the extension is installed later.
 * @param hosts further rules, `MAP kalendar.example:443 127.0.0.1:8443`
 */
export const bareArgs = (gosmsPort: number, hosts: readonly string[] = []): string[] => [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--lang=cs",
  `--disable-features=${switchedOff.join()}`,
  // The simulator stands in for GoSMS, and the browser asks nobody else anything.
  `--host-resolver-rules=MAP app.gosms.eu:443 127.0.0.1:${gosmsPort}, ${[...hosts, "MAP * ~NOTFOUND"].join(", ")}, EXCLUDE localhost, EXCLUDE 127.0.0.1`,
  "--ignore-certificate-errors",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];

/** For a calendar that is really there. Of all certificates only the simulator's own needs no authority. */
export async function liveArgs(build: string, gosmsPort: number): Promise<string[]> {
  const { cert } = await certificate();
  const key = new X509Certificate(cert).publicKey.export({ type: "spki", format: "der" });
  const isStrict = (arg: string): boolean =>
    !/^--(?:host-resolver-rules|ignore-certificate-errors)/.test(arg);
  return [
    ...chromiumArgs(build, gosmsPort).filter(isStrict),
    `--host-resolver-rules=MAP app.gosms.eu:443 127.0.0.1:${gosmsPort}`,
    `--ignore-certificate-errors-spki-list=${createHash("sha256").update(key).digest("base64")}`,
  ];
}
