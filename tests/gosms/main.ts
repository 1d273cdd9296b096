import { parseArgs } from "node:util";
import { startGosms } from "./server.ts";

const USAGE = `Usage: node tests/gosms/main.ts [--port 8443] [--phones-port 8480] [--http1] [--credit 412.80] [--latency 0]`;

function number(name: string, value: string): number {
  const parsed = Number(value);
  if (value.trim() === "" || !Number.isFinite(parsed))
    throw new Error(`--${name} takes a number, not "${value}"`);
  return parsed;
}

function readFlags() {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "8443" },
      "phones-port": { type: "string", default: "8480" },
      http1: { type: "boolean", default: false },
      credit: { type: "string", default: "412.80" },
      latency: { type: "string", default: "0" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  return {
    port: number("port", values.port),
    phonesPort: number("phones-port", values["phones-port"]),
    http2: !values.http1,
    credit: number("credit", values.credit),
    latencyMs: number("latency", values.latency),
  };
}

try {
  const gosms = await startGosms(readFlags());
  const { account } = gosms;
  console.log(`GoSMS simulator   ${gosms.url}
Phones            ${gosms.phonesUrl}
Client ID         ${account.clientId}
Client Secret     ${account.clientSecret}
Channels          ${account.channels.map((c) => `${c.id} ${c.name} (${c.sourceNumber})`).join(", ")}
Credit            ${account.credit.toFixed(2)} ${account.currency}
Chromium          --host-resolver-rules="MAP app.gosms.eu:443 127.0.0.1:${gosms.port}" --ignore-certificate-errors`);
  const stop = () => void gosms.close();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(USAGE);
  process.exitCode = 1;
}
