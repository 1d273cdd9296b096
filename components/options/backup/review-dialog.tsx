import { useState } from "preact/hooks";
import { type BackupReview, isNothingNew, type LeftOut } from "../../../lib/domain/backup/review.ts";
import { sayProblem } from "../../../lib/i18n/plugin-problem.ts";
import { BusyButton } from "../../ui/busy-button.tsx";
import { Check, Notice } from "../../ui/controls.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useWords } from "../words.ts";
import type { ChosenBackup } from "./model.ts";

interface ReviewDialogProps {
  backup: ChosenBackup;
  review: BackupReview & { moreReminders: number };
  onCancel: () => void;
  onDone: (isHeld: boolean) => void;
}

/** What would change, asked before anything does. */
export function ReviewDialog({ backup, review, onCancel, onDone }: ReviewDialogProps) {
  const { common, options, locale } = useWords();
  const words = options.backup.review;
  const isNothing = isNothingNew(review);
  const leaves = review.leaving.length > 0 || review.moreReminders > 0;
  const [holds, setHolds] = useState(true);
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const list = (names: readonly string[]) => new Intl.ListFormat(locale).format(names);

  const restore = async () => {
    setState("busy");
    try {
      await backup.restore(leaves && holds);
      onDone(leaves && holds);
    } catch {
      setState("failed");
    }
  };
  return (
    <Dialog
      title={words.title}
      onCancel={() => {
        // What is being written is written whole, and then said.
        if (state !== "busy") onCancel();
      }}
      actions={
        <>
          <button
            type="button"
            class="button"
            aria-disabled={state === "busy" ? "true" : undefined}
            onClick={() => {
              if (state !== "busy") onCancel();
            }}
          >
            {isNothing ? common.close : words.cancel}
          </button>
          {!isNothing && (
            <BusyButton
              tone="primary"
              busy={state === "busy"}
              busyLabel={words.writing}
              onPress={() => void restore()}
            >
              {words.confirm}
            </BusyButton>
          )}
        </>
      }
    >
      <div class="stack tight">
        {backup.createdAt !== "" && (
          <p class="small">
            {words.from(
              new Date(backup.createdAt).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" }),
            )}
          </p>
        )}
        {isNothing ? <p>{words.nothing}</p> : <Changes review={review} list={list} />}
        {leaves && (
          <>
            <Notice tone="warn">
              <strong>{words.leavingTitle}.</strong>{" "}
              {review.leaving.length > 0 &&
                words.leaving(list(review.leaving.map((kind) => common.kinds[kind])))}{" "}
              {review.moreReminders > 0 && words.more(review.moreReminders)}
            </Notice>
            <Check
              label={words.hold}
              checked={holds}
              onChange={(event) => setHolds(event.currentTarget.checked)}
            />
            <p class="small">{words.holdHint}</p>
          </>
        )}
        {review.staysOff.seen && <p>{words.seen}</p>}
        {review.staysOff.feeds.length > 0 && <p>{words.feeds(list(review.staysOff.feeds))}</p>}
        {review.leftOut.length > 0 && <LeftOutList leftOut={review.leftOut} />}
        {state === "failed" && <Notice tone="bad">{words.failed}</Notice>}
      </div>
    </Dialog>
  );
}

const sorts = ["calendars", "readings", "plugins"] as const;

function Changes({ review, list }: { review: BackupReview; list: (names: readonly string[]) => string }) {
  const { options } = useWords();
  const words = options.backup.review;
  const { patients, waitingList, credentials, workstations } = review;
  return (
    <ul class="plain-list number">
      {review.settings.length > 0 && (
        <li>{words.settings(list(review.settings.map((part) => words.settingsParts[part])))}</li>
      )}
      {sorts.map((sort) => {
        const { added, changed, unchanged } = review[sort];
        if (added + changed.length + unchanged === 0) return null;
        return (
          <li key={sort} class="breakable">
            {words.counted(words.sorts[sort], added, changed.length, unchanged)}{" "}
            {changed.length > 0 && words.overwritten(list(changed))}
          </li>
        );
      })}
      {credentials !== "none" && <li>{words.credentials[credentials]}</li>}
      {workstations !== "none" && <li>{words.workstations[workstations]}</li>}
      {patients.added + patients.updated + patients.unchanged > 0 && (
        <li>{words.patients(patients.added, patients.updated, patients.unchanged)}</li>
      )}
      {waitingList.added + waitingList.unchanged > 0 && (
        <li>{words.waitingList(waitingList.added, waitingList.unchanged)}</li>
      )}
    </ul>
  );
}

function LeftOutList({ leftOut }: { leftOut: readonly LeftOut[] }) {
  const { options, pluginProblems } = useWords();
  const words = options.backup.review;
  const say = (one: LeftOut): string => {
    switch (one.code) {
      case "broken":
        return words.broken(words.parts[one.part], one.name).replace(" :", ":");
      case "plugin":
        return one.problems.map((problem) => sayProblem(pluginProblems, problem)).join("; ");
      case "noAddress":
      case "known":
        return words[one.code](one.name);
    }
  };
  return (
    <div>
      <h3>{words.leftOut}</h3>
      <ul class="plain-list small">
        {leftOut.map((one, at) => (
          <li key={at} class="breakable">
            {say(one)}
          </li>
        ))}
      </ul>
    </div>
  );
}
