import { useState } from "preact/hooks";
import type { ReminderSettings } from "../../lib/domain/thread/reminders.ts";
import { Dialog } from "../ui/dialog.tsx";
import type { Concerned, OptionsActions, OptionsModel } from "./model.ts";
import { useWords } from "./words.ts";

interface Question {
  concerned: Concerned;
  /** Whether appointments made elsewhere would be reminded of, and are not by now. */
  isSeenNew: boolean;
}

interface Asked extends Question {
  answer: (saves: boolean) => void;
}

/** A question whose answer somebody waits for. */
export function useRemindersQuestion() {
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = (question: Question): Promise<boolean> =>
    new Promise((resolve) => {
      setAsked({
        ...question,
        answer: (saves) => {
          setAsked(null);
          resolve(saves);
        },
      });
    });
  return { ask, question: asked && <RemindersQuestion {...asked} /> };
}

/**
 * Switching reminders on, or other rules for them, may text many at once: nobody saves that unawares.
 * @returns `agree`, which asks where it has to, and the question as it is drawn
 */
export function useRemindersAgreement(
  { settings }: Pick<OptionsModel, "settings">,
  actions: Pick<OptionsActions, "concernedBy">,
) {
  const { ask, question } = useRemindersQuestion();
  const wasKindOn = settings.templates.reminder.enabled;
  const agree = async (reminders: ReminderSettings, isKindOn: boolean): Promise<boolean> => {
    const isSame = isKindOn === wasKindOn && JSON.stringify(reminders) === JSON.stringify(settings.reminders);
    if (isSame || !reminders.enabled || !isKindOn) return true;
    const wereSeen = settings.reminders.enabled && wasKindOn && settings.reminders.seen;
    const isSeenNew = reminders.seen && !wereSeen;
    const concerned = await actions.concernedBy(reminders, isKindOn);
    return concerned.more === 0 && concerned.soon === 0 && !isSeenNew ? true : ask({ concerned, isSeenNew });
  };
  return { agree, question };
}

/** Says whom other rules for reminders would text, before they do. */
function RemindersQuestion({ concerned, isSeenNew, answer }: Asked) {
  const { options } = useWords();
  const words = options.messages.reminders.question;
  return (
    <Dialog
      title={words.title}
      onCancel={() => answer(false)}
      actions={
        <>
          <button type="button" class="button" onClick={() => answer(false)}>
            {words.back}
          </button>
          <button type="button" class="button primary" onClick={() => answer(true)}>
            {words.save}
          </button>
        </>
      }
    >
      {(concerned.more > 0 || concerned.soon > 0) && <p>{words.text(concerned.more, concerned.soon)}</p>}
      {isSeenNew && <p>{words.seen}</p>}
    </Dialog>
  );
}
