import type { BackupActions, ChosenBackup } from "../../components/options/backup/model.ts";
import { unseal } from "../../lib/domain/backup/seal.ts";
import { call } from "../../lib/rpc/client.ts";
import { type Backup, type BackupSecrets, readBackup, readSecrets } from "../../lib/storage/backup/file.ts";
import { loadHere, planBackup } from "../../lib/storage/backup/plan.ts";
import { saveBackup } from "../../lib/storage/backup/save.ts";
import { addChoices, changingPatients, putPatients } from "../../lib/storage/patients.ts";
import { addEntries } from "../../lib/storage/waiting-list.ts";

/** Everything set, into a file and out of it. @param refresh reads what the page shows anew */
export const backupActions = (refresh: () => Promise<void>): BackupActions => ({
  save: (password) => saveBackup(password, Date.now()),
  open(text) {
    const answer = readBackup(text);
    return answer.state === "read" ? { state: "read", backup: chosen(answer.backup, refresh) } : answer;
  },
});

function chosen(backup: Backup, refresh: () => Promise<void>): ChosenBackup {
  let secrets: BackupSecrets | null = null;
  const plan = async () =>
    planBackup(backup, secrets, await loadHere(), {
      check: (json) => call("plugins.check", { json }),
      now: Date.now(),
    });
  return {
    createdAt: backup.createdAt,
    isLocked: backup.sealed !== null,
    async unlock(password) {
      const text = backup.sealed && (await unseal(backup.sealed, password));
      secrets = text ? readSecrets(text) : null;
      return secrets !== null;
    },
    async review() {
      const { settings, review } = await plan();
      const { reminders, templates, sending } = settings;
      const isKindOn = templates.reminder.enabled && !sending.paused;
      const { more } = await call("reminders.concerned", { reminders, isKindOn });
      return { ...review, moreReminders: more };
    },
    async restore(holds) {
      // First: whoever is texted by what follows is known by then, and so is who does not want it.
      const restored = await changingPatients(async () => {
        const { settings, directory, choices, waitingList, review: _, ...rest } = await plan();
        if (holds) settings.sending.paused = true;
        if (directory.patients.length > 0) await putPatients(directory.patients, settings.sending.countries);
        if (choices.length > 0) await addChoices(choices);
        if (waitingList.length > 0) await addEntries(waitingList);
        return { settings, ...rest };
      });
      await call("backup.restore", restored);
      await refresh();
    },
  };
}
