import { useState } from "preact/hooks";
import { strengthOf } from "../../../lib/domain/backup/password.ts";
import { BusyButton } from "../../ui/busy-button.tsx";
import { Check, Notice, TextField } from "../../ui/controls.tsx";
import { saveFile } from "../../ui/save-file.ts";
import { useWords } from "../words.ts";
import type { BackupActions } from "./model.ts";

export function SaveCard({ save }: Pick<BackupActions, "save">) {
  const { options } = useWords();
  const words = options.backup.save;
  const [withSecrets, setWithSecrets] = useState(true);
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [isTried, setIsTried] = useState(false);
  const [state, setState] = useState<"idle" | "busy" | "failed" | { file: string }>("idle");
  const strength = strengthOf(password);
  const isRight = !withSecrets || (strength !== "short" && password === again);

  const run = async () => {
    setIsTried(true);
    if (!isRight) return setState("idle");
    setState("busy");
    try {
      const text = await save(withSecrets ? password : null);
      const file = words.file(Temporal.Now.plainDateISO().toString());
      saveFile(file, text, "application/json");
      setState({ file });
      setPassword("");
      setAgain("");
      setIsTried(false);
    } catch {
      setState("failed");
    }
  };
  return (
    <section class="card card-body" aria-labelledby="backup-save">
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <h2 id="backup-save">{words.title}</h2>
        <p>{words.what}</p>
        <Check
          label={words.withSecrets}
          checked={withSecrets}
          onChange={(event) => setWithSecrets(event.currentTarget.checked)}
        />
        {withSecrets ? (
          <>
            <div class="pair">
              <TextField
                label={words.password}
                type="password"
                autocomplete="new-password"
                value={password}
                hint={
                  password === "" ? (
                    words.strength.short
                  ) : (
                    <span role="status">{words.strength[strength]}</span>
                  )
                }
                error={isTried && strength === "short" ? words.strength.short : undefined}
                onEdit={setPassword}
              />
              <TextField
                label={words.again}
                type="password"
                autocomplete="new-password"
                value={again}
                error={isTried && strength !== "short" && password !== again ? words.differs : undefined}
                onEdit={setAgain}
              />
            </div>
            <p class="small mute">{words.keep}</p>
          </>
        ) : (
          <p class="small mute">{words.without}</p>
        )}
        <div class="row">
          <BusyButton submit tone="primary" busy={state === "busy"} busyLabel={words.busy}>
            {words.button}
          </BusyButton>
        </div>
        {state === "failed" && <Notice tone="bad">{words.failed}</Notice>}
        {typeof state === "object" && <Notice tone="ok">{words.done(state.file)}</Notice>}
      </form>
    </section>
  );
}
