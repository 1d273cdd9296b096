import { seal } from "../../domain/backup/seal.ts";
import { allChoices } from "../choices.ts";
import { feedsItem } from "../feeds.ts";
import { allPatients } from "../patients.ts";
import { loadAdded, loadPluginsOff } from "../plugins.ts";
import { loadCredentials, loadFeedAccess } from "../secrets.ts";
import { loadSettings } from "../settings.ts";
import { readingsItem } from "../site-readings.ts";
import { sitesItem } from "../sites.ts";
import { loadEntries } from "../waiting-list.ts";
import { loadWorkstationAccess } from "../workstations.ts";
import { type Written, type WrittenSecrets, writeBackup } from "./file.ts";

/** Everything that is set on this computer, as a backup. See `file.ts` for what is not in it. */

/** @param password `null` leaves out the credentials, the addresses of feeds, the directory, and the waiting list */
export async function saveBackup(password: string | null, now: number): Promise<string> {
  const secrets = password === null ? null : await seal(JSON.stringify(await collectSecrets()), password);
  return writeBackup(await collect(), secrets, now);
}

const collect = async (): Promise<Written> => ({
  settings: await loadSettings(),
  sites: await sitesItem.load(),
  readings: await readingsItem.load(),
  feeds: await feedsItem.load(),
  plugins: await loadAdded(),
  pluginsOff: [...(await loadPluginsOff())],
});

async function collectSecrets(): Promise<WrittenSecrets> {
  const access = (await feedsItem.load()).map(async ({ id }) => [id, await loadFeedAccess(id)] as const);
  return {
    credentials: await loadCredentials(),
    access: Object.fromEntries((await Promise.all(access)).flatMap(([id, one]) => (one ? [[id, one]] : []))),
    patients: await allPatients(),
    choices: await allChoices(),
    waitingList: await loadEntries(),
    workstations: await loadWorkstationAccess(),
  };
}
