import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "../../lib/domain/settings.ts";
import { options as cs } from "../../lib/i18n/cs/options.ts";
import { patients as csPatients } from "../../lib/i18n/cs/patients.ts";
import { pluginProblems as csProblems } from "../../lib/i18n/cs/plugin-problems.ts";
import { dictionary, localeOf } from "../../lib/i18n/dictionary.ts";
import { options as en } from "../../lib/i18n/en/options.ts";
import { patients as enPatients } from "../../lib/i18n/en/patients.ts";
import { pluginProblems as enProblems } from "../../lib/i18n/en/plugin-problems.ts";
import { options as sk } from "../../lib/i18n/sk/options.ts";
import { patients as skPatients } from "../../lib/i18n/sk/patients.ts";

import { pluginProblems as skProblems } from "../../lib/i18n/sk/plugin-problems.ts";

export const wordsIn = (language: Language) => ({
  ...dictionary(language, {
    options: { cs, en, sk },
    patients: { cs: csPatients, en: enPatients, sk: skPatients },
    pluginProblems: { cs: csProblems, en: enProblems, sk: skProblems },
  }),
  language,
  locale: localeOf(language),
});

export const Words = createContext(wordsIn("cs"));
export const useWords = () => useContext(Words);
