export const VERSIONS = ["v5", "v6", "v7"] as const;
export type Version = (typeof VERSIONS)[number];

interface Build {
  readonly package: string;
  readonly styles: readonly string[];
  /** In the order in which they must run. */
  readonly scripts: readonly (readonly [packageName: string, path: string])[];
}

export const BUILDS: Readonly<Record<Version, Build>> = {
  v5: {
    package: "fullcalendar-5",
    styles: ["main.min.css"],
    scripts: [
      ["fullcalendar-5", "main.min.js"],
      ["fullcalendar-5", "locales/cs.js"],
    ],
  },
  v6: {
    package: "fullcalendar-6",
    styles: [],
    scripts: [
      ["fullcalendar-6", "index.global.min.js"],
      ["@fullcalendar/core", "locales/cs.global.min.js"],
    ],
  },
  // The build for script tags brings its own stand-in for Temporal where the browser has none.
  v7: {
    package: "fullcalendar-7",
    styles: ["skeleton.css", "themes/classic/theme.css", "themes/classic/palette.css"],
    scripts: [
      ["fullcalendar-7", "all/global.js"],
      ["fullcalendar-7", "themes/classic/global.js"],
      ["fullcalendar-7", "locales/cs/global.js"],
    ],
  },
};

/** How the library gets onto a page: by script tags, or as a framework's component in an app's bundle. */
export const WRAPPERS = ["react-5", "react-6", "react-7", "vue-6"] as const;
export type Wrapper = (typeof WRAPPERS)[number];

const versionOf = (wrapper: Wrapper): Version => `v${wrapper.slice(-1)}` as Version;
export const isWrapper = (name: string): name is Wrapper => (WRAPPERS as readonly string[]).includes(name);

const OFFICE = `<form id="office" autocomplete="off">
<label>Jméno <input name="title" required></label>
<label>Telefon <input name="phone"></label>
<label>Začátek <input name="start" type="datetime-local" required></label>
<label>Konec <input name="end" type="datetime-local" required></label>
<button type="submit">Uložit</button>
<button type="button" name="remove">Zrušit termín</button>
<button type="reset">Nový</button>
<label>Hledat <input name="filter" type="search"></label>
<output role="alert"></output>
</form>
<script src="/office.js"></script>`;

/** Packages and paths. */
export function stylesOf(how: Version | Wrapper): (readonly [packageName: string, path: string])[] {
  const { package: plain, styles } = BUILDS[isWrapper(how) ? versionOf(how) : how];
  return styles.map((path) => [how === "react-7" ? "fullcalendar-react-7" : plain, path]);
}

/** @param office with a form below the calendar, in which people make, change and cancel its events */
export function renderPage(how: Version | Wrapper, office = false): string {
  const wrapped = isWrapper(how);
  // Version 7 in React has class names, and so styles, of its own.
  const styles = stylesOf(how).map(
    ([name, path]) => `<link rel="stylesheet" href="/packages/${name}/${path}">`,
  );
  const scripts = wrapped
    ? [`<script src="/wrappers/${how}.js"></script>`]
    : BUILDS[how].scripts.map(([name, path]) => `<script src="/packages/${name}/${path}"></script>`);
  return `<!doctype html>
<html lang="cs">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>FullCalendar ${how}</title>
${styles.join("\n")}
<style>
body { font-family: system-ui, sans-serif; margin: 1rem auto; max-width: 75rem; padding: 0 0.5rem; }
</style>
</head>
<body>
<div id="calendar"></div>
${scripts.join("\n")}
${office ? OFFICE : ""}
<script src="/start.js"></script>
</body>
</html>
`;
}
