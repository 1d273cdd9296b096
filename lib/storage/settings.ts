import { defaultSettings, Settings } from "../domain/settings.ts";
import { templateKinds } from "../domain/text/message-kind.ts";
import { fieldsOf } from "./formats.ts";
import { storedItem } from "./local.ts";
import { underPolicy } from "./managed.ts";

/** In place of what cannot be read: nothing leaves that a person may not have wanted, or with other words. */
const cautious: Settings = {
  ...defaultSettings,
  sending: { ...defaultSettings.sending, paused: true },
};

function mend(settings: Settings, bad: readonly string[]): Settings {
  for (const kind of templateKinds)
    if (bad.some((path) => `${path}.`.startsWith(`templates.${kind}.`) || path === "templates"))
      settings.templates[kind].enabled = false;
  if (bad.some((path) => path.startsWith("reminders"))) settings.reminders.enabled = false;
  // The texts would name another hour.
  if (bad.some((path) => path === "practice" || path === "practice.timeZone")) settings.sending.paused = true;
  return settings;
}

const item = underPolicy(
  storedItem("settings", fieldsOf(Settings, defaultSettings, cautious, mend)),
  ({ settings }) => settings,
);

export const loadSettings = item.load;
export const saveSettings = item.save;
export const followSettings = item.follow;
export const watchSettings = item.watch;
/** Paths of the fields that cannot be read: `sending.channel`. */
export const unreadableSettings = item.problems;
export const acceptSettings = item.accept;
