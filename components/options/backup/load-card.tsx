import { useState } from "preact/hooks";
import type { BackupReview } from "../../../lib/domain/backup/review.ts";
import { BusyButton } from "../../ui/busy-button.tsx";
import { Field, Notice, TextField } from "../../ui/controls.tsx";
import type { OptionsActions, OptionsModel } from "../model.ts";
import { useWords } from "../words.ts";
import { GrantList } from "./grant-list.tsx";
import type { ChosenBackup } from "./model.ts";
import { ReviewDialog } from "./review-dialog.tsx";

/** Bytes. A directory of twenty thousand takes ten million. */
const largest = 200_000_000;

type Step =
  | { step: "file" }
  | { step: "locked"; backup: ChosenBackup }
  | { step: "review"; backup: ChosenBackup; review: BackupReview & { moreReminders: number } }
  | { step: "done"; isHeld: boolean };

export function LoadCard({ model, actions }: { model: OptionsModel; actions: OptionsActions }) {
  const { options } = useWords();
  const words = options.backup.load;
  const [state, setState] = useState<Step>({ step: "file" });
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  // The same file once more is a choice, too.
  const [times, setTimes] = useState(0);

  const attempt = async (work: () => Promise<unknown>) => {
    if (busy) return;
    setProblem(null);
    setBusy(true);
    await work().catch(() => setProblem(words.problems.failed));
    setBusy(false);
  };
  const show = async (backup: ChosenBackup) =>
    setState({ step: "review", backup, review: await backup.review() });
  const read = (file: File) =>
    attempt(async () => {
      setState({ step: "file" });
      setPassword("");
      if (file.size > largest) return setProblem(words.problems.tooLarge);
      const answer = actions.backup.open(await file.text());
      if (answer.state !== "read") return setProblem(words.problems[answer.state]);
      if (answer.backup.isLocked) setState({ step: "locked", backup: answer.backup });
      else await show(answer.backup);
    });
  const unlock = (backup: ChosenBackup) =>
    attempt(async () => {
      if (await backup.unlock(password)) await show(backup);
      else setProblem(words.wrong);
    });
  const end = (next: Step) => {
    setPassword("");
    setTimes(times + 1);
    setState(next);
  };
  return (
    <section class="card card-body stack" aria-labelledby="backup-load">
      <h2 id="backup-load">{words.title}</h2>
      <p>{words.what}</p>
      <Field label={words.file} key={times}>
        {(aria) => (
          <input
            {...aria}
            type="file"
            accept=".json,application/json"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file) void read(file);
            }}
          />
        )}
      </Field>
      {state.step === "locked" && (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void unlock(state.backup);
          }}
        >
          <TextField
            label={words.password}
            type="password"
            autocomplete="off"
            value={password}
            hint={words.locked}
            onEdit={setPassword}
          />
          <div class="row">
            <BusyButton submit tone="primary" busy={busy} busyLabel={words.unlocking}>
              {words.unlock}
            </BusyButton>
            <button type="button" class="button" onClick={() => attempt(() => show(state.backup))}>
              {words.withoutPassword}
            </button>
          </div>
        </form>
      )}
      {problem && <Notice tone="bad">{problem}</Notice>}
      {state.step === "review" && (
        <ReviewDialog
          backup={state.backup}
          review={state.review}
          onCancel={() => end({ step: "file" })}
          onDone={(isHeld) => end({ step: "done", isHeld })}
        />
      )}
      {state.step === "done" && (
        <>
          <Notice tone="ok">
            {options.backup.done.text} {state.isHeld && options.backup.done.held}
          </Notice>
          <GrantList model={model} actions={actions} />
        </>
      )}
    </section>
  );
}
