import { defaultSettings, type Settings } from "../../lib/domain/settings.ts";

/** Settings of a practice that has been set up. */
export function practiceSettings(change: (settings: Settings) => void = () => {}): Settings {
  const settings = structuredClone(defaultSettings);
  Object.assign(settings.practice, {
    name: "Ordinace Na Náměstí",
    phone: "+420 234 567 890",
    timeZone: "Europe/Prague",
  });
  settings.sending.channel = 1;
  // Whoever tests the grace period sets one.
  settings.sending.settleSeconds = 0;
  settings.language = "cs";
  change(settings);
  return settings;
}

/** So that patients can answer: the sender of this channel is a number. */
export function takeAnswers({ sending }: Settings): void {
  sending.channel = 2;
}
