import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join } from "node:path";
import { build } from "vite";

/** A bundle, and the content that each of its sources had. */
interface Kept {
  sources: Record<string, string>;
  code: string;
}

/** The package that is bundled in another one's place. */
export type Alias = Readonly<Record<string, string>>;

const root = join(import.meta.dirname, "../..");
const folder = join(root, ".artifacts/bundles");
/** Beside the sources themselves these decide what comes of them. */
const always = [join(root, "package-lock.json"), import.meta.filename];

const made = new Map<string, Promise<string>>();

/**
 * The script of a page that is made as apps are: by a bundler, for production. It is made once, and again only when a
 * source has changed: each worker and each suite would make the same.
 */
export function bundle(entry: string, alias: Alias = {}): Promise<string> {
  // One page may be drawn with several versions of a library.
  const key = entry + JSON.stringify(alias);
  const promise = made.get(key) ?? keptOrBundled(entry, alias);
  made.set(key, promise);
  return promise;
}

const digest = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");

async function keptOrBundled(entry: string, alias: Alias): Promise<string> {
  const path = join(folder, `${digest(entry + JSON.stringify(alias))}.json`);
  try {
    const { sources, code }: Kept = JSON.parse(await readFile(path, "utf8"));
    const isSame = async ([file, content]: [string, string]) => digest(await readFile(file)) === content;
    if ((await Promise.all(Object.entries(sources).map(isSame))).every(Boolean)) return code;
  } catch {
    // None is kept, or a source of it is gone.
  }
  const { files, code } = await bundled(entry, alias);
  const sources = await Promise.all(files.map(async (file) => [file, digest(await readFile(file))]));
  const kept: Kept = { sources: Object.fromEntries(sources), code };
  await mkdir(folder, { recursive: true });
  // Another worker may be reading.
  const own = `${path}.${process.pid}`;
  await writeFile(own, JSON.stringify(kept));
  await rename(own, path);
  return code;
}

async function bundled(entry: string, alias: Alias): Promise<{ files: string[]; code: string }> {
  const files = new Set(always);
  const result = await build({
    configFile: false,
    root: dirname(entry),
    logLevel: "error",
    plugins: [
      {
        name: "sources",
        buildEnd() {
          // Also those of which nothing is left in the bundle.
          for (const id of this.getModuleIds()) {
            const [file = ""] = id.split("?");
            if (isAbsolute(file)) files.add(file);
          }
        },
      },
    ],
    // Where a look is a template, Vue's full build takes it in the browser.
    resolve: { alias: { vue: "vue/dist/vue.esm-bundler.js", ...alias } },
    define: {
      __VUE_OPTIONS_API__: "true",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
      "process.env.NODE_ENV": '"production"',
    },
    build: {
      write: false,
      target: "esnext",
      lib: { entry, formats: ["es"], fileName: basename(entry, ".js") },
    },
  });
  const [first] = Array.isArray(result) ? result : [result];
  const chunk = first && "output" in first ? first.output[0] : undefined;
  if (!chunk) throw new Error(`${entry} could not be built`);
  return { files: [...files], code: chunk.code };
}
