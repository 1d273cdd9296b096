import { dirname, join } from "node:path/posix";
import { parseSync } from "vite";

/** Every source file of the extension, by its path from the root: TypeScript, styles, and each `plugin.json`. */
export type Sources = ReadonlyMap<string, string>;

/**
 * Which rooms each room may look into, itself aside. A file belongs to the room with the longest path that it lies
 * in. `types` may be named and not called: they are gone when the code runs.
 */
const rooms: Record<string, { values: readonly string[]; types?: readonly string[] }> = {
  "lib/domain": { values: [] },
  "lib/i18n": { values: [], types: ["lib/domain", "lib/plugin-api"] },
  "lib/plugin-api": { values: ["lib/domain"] },
  "lib/plugin-kit": { values: ["lib/plugin-api"], types: ["lib/domain"] },
  "lib/plugins": { values: ["lib/plugin-api", "lib/plugin-kit"], types: ["lib/domain"] },
  "lib/page-world": { values: ["lib/plugin-api"] },
  "lib/declarative": { values: ["lib/domain", "lib/plugin-api", "lib/plugin-kit", "lib/page-world"] },
  "lib/rpc": { values: ["lib/domain", "lib/plugin-api"] },
  "lib/page": { values: ["lib/domain", "lib/plugin-api", "lib/page-world", "lib/rpc"] },
  "lib/teaching": {
    values: ["lib/domain", "lib/plugin-api", "lib/plugin-kit", "lib/declarative", "lib/page"],
  },
  "lib/storage": { values: ["lib/domain", "lib/plugin-api"] },
  // Asked for by pages, looked at and given back by the background.
  "lib/permissions": { values: [] },
  // What all of the background's rooms share.
  "lib/background": { values: ["lib/domain", "lib/storage"] },
  "lib/background/claims": {
    values: ["lib/domain", "lib/permissions", "lib/storage", "lib/background"],
  },
  "lib/background/gateway": { values: ["lib/domain", "lib/background"] },
  "lib/background/icalendar": { values: ["lib/domain", "lib/plugin-api"] },
  // The rules of declared calendars are read here by the engine itself.
  "lib/background/reading": {
    values: ["lib/domain", "lib/plugin-api", "lib/plugin-kit", "lib/declarative", "lib/background/icalendar"],
  },
  "lib/background/plugins": {
    values: ["lib/domain", "lib/plugin-api", "lib/plugins", "lib/rpc", "lib/storage", "lib/background"],
  },
  "lib/background/sites": {
    values: [
      "lib/domain",
      "lib/permissions",
      "lib/plugin-api",
      "lib/rpc",
      "lib/storage",
      "lib/background",
      "lib/background/plugins",
    ],
  },
  // Calendars by their official addresses.
  "lib/background/feeds": {
    values: [
      "lib/domain",
      "lib/permissions",
      "lib/rpc",
      "lib/storage",
      "lib/background",
      "lib/background/icalendar",
      "lib/background/reading",
    ],
  },
  "lib/background/sending": {
    values: [
      "lib/domain",
      "lib/plugin-api",
      "lib/rpc",
      "lib/storage",
      "lib/background",
      "lib/background/claims",
      "lib/background/feeds",
      "lib/background/gateway",
    ],
  },
  "lib/background/looks": {
    values: ["lib/domain", "lib/storage", "lib/background", "lib/background/feeds", "lib/background/sending"],
  },
  "lib/background/jobs": {
    values: [
      "lib/domain",
      "lib/storage",
      "lib/background",
      "lib/background/looks",
      "lib/background/plugins",
      "lib/background/sending",
      "lib/background/sites",
    ],
  },
  // They word what a page shows, send its style, and make a plugin of what was taught.
  "lib/background/handlers": {
    values: [
      "lib/domain",
      "lib/i18n",
      "lib/page",
      "lib/permissions",
      "lib/plugin-api",
      "lib/rpc",
      "lib/storage",
      "lib/teaching",
      "lib/background",
      "lib/background/claims",
      "lib/background/feeds",
      "lib/background/gateway",
      "lib/background/icalendar",
      "lib/background/reading",
      "lib/background/jobs",
      "lib/background/looks",
      "lib/background/plugins",
      "lib/background/sending",
      "lib/background/sites",
    ],
  },
  components: { values: ["lib/domain", "lib/i18n"] },
  "components/ui": { values: ["lib/domain", "lib/i18n", "components"] },
  "components/menu": { values: ["lib/domain", "lib/i18n", "components", "components/ui"] },
  "components/waiting": { values: ["lib/domain", "lib/i18n", "components", "components/ui"] },
  "components/writing": { values: ["lib/domain", "lib/i18n", "components", "components/ui"] },
  "components/bulk": {
    values: [
      "lib/domain",
      "lib/i18n",
      "components",
      "components/menu",
      "components/ui",
      "components/writing",
    ],
  },
  "components/options": {
    values: [
      "lib/domain",
      "lib/i18n",
      "components",
      "components/menu",
      "components/ui",
      "components/waiting",
      "components/writing",
    ],
  },
  "components/popup": {
    values: [
      "lib/domain",
      "lib/i18n",
      "components",
      "components/menu",
      "components/ui",
      "components/waiting",
      "components/writing",
    ],
  },
  "components/reading": { values: ["lib/domain", "lib/i18n", "components", "components/ui"] },
  "components/teaching": { values: ["lib/domain", "lib/i18n", "components", "components/ui"] },
};

/** Where code runs, and what it must not reach there, through whatever it imports. Types do not count. */
interface Context {
  name: string;
  roots: RegExp;
  /** The packages that may be loaded there. */
  packages: readonly string[];
  /** The rooms that must not be. */
  closed: readonly string[];
  /** Whether the extension's own API (`browser`, `chrome`) may be called. */
  extension: boolean;
}

const contexts: readonly Context[] = [
  {
    name: "the page's own world",
    roots:
      /^(?:entrypoints\/(?:calendar-probe|teach-recorder|report-traffic)|lib\/(?:plugins\/[^/]+|declarative)\/(?:probe|drawn))\.ts$/u,
    packages: ["wxt/utils/define-unlisted-script"],
    closed: ["lib/rpc", "lib/page", "lib/storage", "lib/background", "lib/i18n", "components"],
    extension: false,
  },
  {
    name: "a plugin on the page",
    roots: /^lib\/(?:plugins\/[^/]+|declarative)\/plugin\.ts$/u,
    packages: [],
    closed: ["lib/rpc", "lib/page", "lib/storage", "lib/background", "lib/i18n", "components"],
    extension: false,
  },
  {
    name: "the page's isolated world",
    roots: /^entrypoints\/(?:calendar|calendar-marks(?:-asked)?|plugin-trial|report)\.ts$/u,
    // Not `wxt/browser`: it brings the polyfill along, which weighs as much as a plugin.
    packages: ["wxt/utils/define-unlisted-script", "@wxt-dev/browser"],
    closed: ["lib/storage", "lib/background", "lib/i18n", "components"],
    extension: true,
  },
  {
    name: "the panel for teaching, in a page",
    roots: /^entrypoints\/teach\/index\.tsx$/u,
    packages: ["wxt/utils/define-unlisted-script", "@wxt-dev/browser", "preact", "preact/hooks", "zod"],
    closed: ["lib/storage", "lib/background"],
    extension: true,
  },
];

/** Rules that hold for each file of a room by itself. */
const packagesOf: Record<string, readonly string[]> = {
  "lib/domain": ["fastest-levenshtein", "zod", "papaparse", "ical.js", "libphonenumber-js/core"],
  components: ["preact", "preact/hooks", "@preact/signals"],
  "lib/i18n": [],
  "lib/plugin-api": ["css-what", "zod"],
  "lib/plugin-kit": [],
};

const extensionApi = ["browser", "chrome"];
const inputAndOutput = [
  ...extensionApi,
  "caches",
  "document",
  "fetch",
  "indexedDB",
  "localStorage",
  "navigator",
  "sessionStorage",
  "setInterval",
  "setTimeout",
  "WebSocket",
  "window",
  "XMLHttpRequest",
];
const globalsClosedTo: Record<string, readonly string[]> = {
  "lib/domain": inputAndOutput,
  "lib/i18n": extensionApi,
  components: extensionApi,
  "lib/plugin-api": extensionApi,
  "lib/plugin-kit": extensionApi,
  "lib/plugins": extensionApi,
  "lib/declarative": extensionApi,
};

/** A longer file says in its first line why it is one: `// Long on purpose: …`. */
const longest = 300;
const reason = /^(?:\/\/|\/\*) Long on purpose: .{20,}/u;

interface Import {
  /** A path from the root, or a package. */
  to: string;
  isPackage: boolean;
  isType: boolean;
}

interface Module {
  path: string;
  imports: Import[];
  /** Names that it uses without having them from an import, as far as one look at each name tells. */
  names: ReadonlySet<string>;
}

/** What is wrong, a sentence for each thing. Nothing is wrong with an empty list. */
export function checkBoundaries(sources: Sources): string[] {
  const modules = new Map<string, Module>();
  for (const [path, text] of sources) if (/\.tsx?$/u.test(path)) modules.set(path, parse(path, text));
  return [
    ...[...modules.values()].flatMap((module) => [
      ...strayImports(module),
      ...strayPackages(module),
      ...strayGlobals(module),
    ]),
    ...contexts.flatMap((context) => strayReach(context, modules)),
    ...circles(modules),
    ...longFiles(sources),
  ];
}

/** What was parsed before: a mutant differs in one file of three hundred. */
const parsed = new Map<string, Module>();

function parse(path: string, text: string): Module {
  const key = `${path}\n${text}`;
  const module = parsed.get(key) ?? parseAnew(path, text);
  parsed.set(key, module);
  return module;
}

function parseAnew(path: string, text: string): Module {
  const { program, module, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const imports: Import[] = [];
  const add = (to: string, isType: boolean) => {
    const isPackage = !to.startsWith(".");
    imports.push({ to: isPackage ? to : join(dirname(path), to), isPackage, isType });
  };
  const isType = ({ start, end }: { start: number; end: number }) =>
    /^(?:import|export)\s+type\b/u.test(text.slice(start, end));
  for (const given of module.staticImports) add(given.moduleRequest.value, isType(given));
  for (const given of module.staticExports) {
    const from = given.entries.find((entry) => entry.moduleRequest)?.moduleRequest;
    if (from) add(from.value, isType(given));
  }
  for (const given of module.dynamicImports) {
    const from = text.slice(given.moduleRequest.start, given.moduleRequest.end);
    add(/^["'`](.*)["'`]$/u.exec(from)?.[1] ?? from, false);
  }
  return { path, imports, names: namesIn(program) };
}

/** Identifiers that are used, not those that only name a property. `globalThis.fetch` counts as `fetch`. */
function namesIn(program: unknown): Set<string> {
  const names = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const each of node) visit(each);
    if (Array.isArray(node) || !isNode(node)) return;
    if (node.type === "Identifier") names.add(String(node.name));
    for (const [key, value] of Object.entries(node)) {
      const isName =
        (key === "property" && node.type === "MemberExpression" && !isGlobal(node.object)) ||
        (key === "key" && !node.shorthand) ||
        key === "imported" ||
        (key === "exported" && node.type === "ExportSpecifier");
      if (!isName || node.computed === true) visit(value);
    }
  };
  visit(program);
  return names;
}

const isNode = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && "type" in value;
const isGlobal = (node: unknown): boolean =>
  isNode(node) && ["globalThis", "self", "window"].includes(String(node.name));

/** The room that a path lies in; each plugin is one of its own. */
function roomOf(path: string): string {
  const known = Object.keys(rooms).filter((room) => path.startsWith(`${room}/`));
  return known.toSorted((one, other) => other.length - one.length)[0] ?? path.split("/")[0] ?? path;
}

const pluginOf = (path: string): string | undefined => /^lib\/plugins\/([^/]+)\//u.exec(path)?.[1];

function strayImports({ path, imports }: Module): string[] {
  const room = roomOf(path);
  if (room === "entrypoints") return [];
  const rule = rooms[room];
  if (!rule) return [`${path} lies in no known room: add "${room}" to the rooms`];
  return imports.flatMap(({ to, isPackage, isType }) => {
    if (isPackage) return [];
    const target = roomOf(to);
    if (target === room) {
      return pluginOf(path) === pluginOf(to) ? [] : [`${path} imports another plugin: ${to}`];
    }
    if (rule.values.includes(target) || (isType && rule.types?.includes(target))) return [];
    return [`${path} imports ${isType ? "types" : "code"} from a room that ${room} may not look into: ${to}`];
  });
}

/** Rules of a room, and of those that it lies in. */
const ruleFor = (rules: Record<string, readonly string[]>, path: string): readonly string[] | undefined =>
  Object.entries(rules).find(([room]) => path.startsWith(`${room}/`))?.[1];

function strayPackages({ path, imports }: Module): string[] {
  const allowed = ruleFor(packagesOf, path);
  if (!allowed) return [];
  return imports
    .filter(({ to, isPackage, isType }) => isPackage && !isType && !allowed.includes(to))
    .map(({ to }) => `${path} imports a package that its room does without: ${to}`);
}

function strayGlobals({ path, names }: Module): string[] {
  const closed = ruleFor(globalsClosedTo, path) ?? [];
  return closed
    .filter((name) => names.has(name))
    .map((name) => `${path} uses ${name}, which its room does without`);
}

/** Everything that is loaded with a file, and by which way it came. */
function reachOf(root: string, modules: ReadonlyMap<string, Module>): Map<string, string> {
  const ways = new Map([[root, root]]);
  for (const [path, way] of ways) {
    for (const { to, isPackage, isType } of modules.get(path)?.imports ?? []) {
      if (!isType && !isPackage && !ways.has(to)) ways.set(to, `${way} → ${to}`);
    }
  }
  return ways;
}

function strayReach(context: Context, modules: ReadonlyMap<string, Module>): string[] {
  const problems: string[] = [];
  for (const root of [...modules.keys()].filter((path) => context.roots.test(path))) {
    for (const [path, way] of reachOf(root, modules)) {
      if (context.closed.some((room) => path.startsWith(`${room}/`)))
        problems.push(`${context.name} reaches ${roomOf(path)}: ${way}`);
      const { imports = [], names = new Set<string>() } = modules.get(path) ?? {};
      for (const { to, isPackage, isType } of imports) {
        if (isPackage && !isType && !context.packages.includes(to))
          problems.push(`${context.name} reaches the package ${to}: ${way}`);
      }
      for (const name of context.extension ? [] : extensionApi)
        if (names.has(name)) problems.push(`${context.name} reaches ${name}: ${way}`);
    }
  }
  return problems;
}

/** Files that import each other, in whatever number; types count, for a reader has to follow them as well. */
function circles(modules: ReadonlyMap<string, Module>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, way: readonly string[]): void => {
    const start = way.indexOf(path);
    if (start >= 0) {
      found.push(`files import each other in a circle: ${[...way.slice(start), path].join(" → ")}`);
      return;
    }
    if (done.has(path)) return;
    for (const { to, isPackage } of modules.get(path)?.imports ?? [])
      if (!isPackage) walk(to, [...way, path]);
    done.add(path);
  };
  for (const path of modules.keys()) walk(path, []);
  return found;
}

function longFiles(sources: Sources): string[] {
  return [...sources]
    .filter(([path]) => /\.(?:tsx?|css)$/u.test(path))
    .map(([path, text]) => ({ path, text, lines: text.trimEnd().split("\n").length }))
    .filter(({ text, lines }) => lines > longest && !reason.test(text))
    .map(({ path, lines }) => `${path} has ${lines} lines, and its first does not say why it has so many`);
}
