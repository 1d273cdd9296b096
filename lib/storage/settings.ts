import { defaultSettings, Settings } from "../domain/settings.ts";
import { storedItem } from "./local.ts";

const item = storedItem("settings", Settings, defaultSettings);

export const loadSettings = item.load;
export const saveSettings = item.save;
export const followSettings = item.follow;
export const watchSettings = item.watch;
