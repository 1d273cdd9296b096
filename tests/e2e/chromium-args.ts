/**
 * How Chromium is started for a test: with the extension, and with nobody to talk to but the simulator.
 * @param hosts further rules, `MAP kalendar.example:443 127.0.0.1:8443`
 */
export const chromiumArgs = (build: string, gosmsPort: number, hosts: readonly string[] = []): string[] => [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--lang=cs",
  `--disable-extensions-except=${build}`,
  `--load-extension=${build}`,
  // The simulator stands in for GoSMS, and the browser asks nobody else anything.
  `--host-resolver-rules=MAP app.gosms.eu:443 127.0.0.1:${gosmsPort}, ${[...hosts, "MAP * ~NOTFOUND"].join(", ")}, EXCLUDE localhost, EXCLUDE 127.0.0.1`,
  "--ignore-certificate-errors",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];
