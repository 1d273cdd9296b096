import { basename, dirname } from "node:path";
import { build } from "vite";

const made = new Map<string, Promise<string>>();

/** The script of a page that is made as apps are: by a bundler, for production. Made once in a process. */
export function bundle(entry: string): Promise<string> {
  const promise = made.get(entry) ?? bundled(entry);
  made.set(entry, promise);
  return promise;
}

async function bundled(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    root: dirname(entry),
    logLevel: "error",
    // Where a look is a template, Vue's full build takes it in the browser.
    resolve: { alias: { vue: "vue/dist/vue.esm-bundler.js" } },
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
  return chunk.code;
}
