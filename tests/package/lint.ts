import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { outputOf } from "../e2e/build.ts";

/** Mozilla's own linter over the build for Firefox: no error, and no warning that docs/reviewers.md does not explain. */

const linter = join(import.meta.dirname, "../../node_modules/addons-linter/bin/addons-linter");

interface Finding {
  code: string;
  message: string;
  file?: string;
}

/** Codes of warnings that stay, each explained in docs/reviewers.md. */
const explained = new Set(["UNSAFE_VAR_ASSIGNMENT", "KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION"]);

// It fails where it finds an error, and tells of it all the same.
const args = [linter, outputOf("firefox"), "--output", "json"];
const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 }).catch(
  (failure: { stdout?: string }) => ({ stdout: failure.stdout ?? "" }),
);
const { errors, warnings } = JSON.parse(stdout) as { errors: Finding[]; warnings: Finding[] };
const unexplained = warnings.filter(({ code }) => !explained.has(code));
for (const { code, message, file } of [...errors, ...unexplained])
  console.log(`${code}: ${message}${file ? ` (${file})` : ""}`);
console.log(
  `${errors.length} errors, ${warnings.length} warnings, ${unexplained.length} of them unexplained`,
);
process.exitCode = errors.length + unexplained.length === 0 ? 0 : 1;
