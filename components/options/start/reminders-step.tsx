import { useState } from "preact/hooks";
import type { Settings } from "../../../lib/domain/settings.ts";
import type { ReminderSettings } from "../../../lib/domain/thread/reminders.ts";
import { sectionHashes } from "../../menu/sections.ts";
import { BusyButton } from "../../ui/busy-button.tsx";
import { Notice } from "../../ui/controls.tsx";
import type { OptionsActions } from "../model.ts";
import { useRemindersQuestion } from "../reminders-question.tsx";
import { useWords } from "../words.ts";
import { PinPicture } from "./pin-picture.tsx";

interface RemindersStepProps {
  settings: Settings;
  actions: Pick<OptionsActions, "changeSettings" | "concernedBy" | "skipReminders">;
}

/** Two reminders bring more patients than one. */
const offsets: ReminderSettings["offsets"] = [
  { count: 3, unit: "days" },
  { count: 1, unit: "workingDays" },
];

/** Reminders by themselves, or not; and where the icon is pinned. */
export function RemindersStep({ settings, actions }: RemindersStepProps) {
  const { common, options } = useWords();
  const words = options.start.reminders;
  const { ask, question } = useRemindersQuestion();
  const [busy, setBusy] = useState<"on" | "off" | null>(null);
  const [failed, setFailed] = useState(false);
  const attempt = async (what: "on" | "off", work: () => Promise<unknown>) => {
    setBusy(what);
    setFailed(false);
    await work().catch(() => setFailed(true));
    setBusy(null);
  };
  const switchOn = async () => {
    const reminders = { ...settings.reminders, enabled: true, offsets };
    const concerned = await actions.concernedBy(reminders, true);
    const isAgreed =
      (concerned.more === 0 && concerned.soon === 0) || (await ask({ concerned, isSeenNew: false }));
    if (!isAgreed) return;
    await actions.changeSettings((current) => ({
      ...current,
      reminders: { ...current.reminders, enabled: true, offsets },
      templates: {
        ...current.templates,
        reminder: { ...current.templates.reminder, enabled: true },
      },
    }));
  };
  return (
    <>
      <p>{words.lead}</p>
      {settings.reminders.enabled ? (
        <p>
          {words.isOn} <a href={sectionHashes.automation}>{options.sections.automation}</a>
        </p>
      ) : (
        <div class="row">
          <BusyButton
            tone="primary"
            busy={busy === "on"}
            busyLabel={options.saving}
            blocked={busy !== null}
            onPress={() => attempt("on", switchOn)}
          >
            {words.switchOn}
          </BusyButton>
          <BusyButton
            busy={busy === "off"}
            busyLabel={options.saving}
            blocked={busy !== null}
            onPress={() => attempt("off", actions.skipReminders)}
          >
            {words.notNow}
          </BusyButton>
        </div>
      )}
      {failed && <Notice tone="bad">{common.failed}</Notice>}
      <div class="start-pin">
        <PinPicture />
        <p>{words.pin}</p>
      </div>
      {question}
    </>
  );
}
