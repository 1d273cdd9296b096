import { parseArgs } from "node:util";
import { startPractice } from "./server.ts";

const USAGE = "Usage: node tests/calendars/practice/main.ts [--port 4310] [--data FILE]";

try {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "4310" },
      data: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535)
    throw new Error(`--port takes a port, not "${values.port}"`);
  const practice = await startPractice({ port, ...(values.data === undefined ? {} : { file: values.data }) });
  console.log(`Practice calendar   ${practice.url}`);
  const stop = () => void practice.close();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(USAGE);
  process.exitCode = 1;
}
