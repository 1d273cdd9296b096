import { useState } from "preact/hooks";
import { BusyButton } from "../ui/busy-button.tsx";
import { Notice } from "../ui/controls.tsx";
import { readUrl, type UrlProblem } from "./address.ts";
import type { PluginActions } from "./model.ts";
import { UrlField } from "./url-field.tsx";
import { useWords } from "./words.ts";

/** A calendar that no plugin reads is opened, to be taught on its own page. */
export function TeachForm({ actions }: { actions: PluginActions }) {
  const { common, options } = useWords();
  const words = options.plugins;
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<UrlProblem | null>(null);
  const [answer, setAnswer] = useState<"refused" | "failed" | null>(null);
  const [busy, setBusy] = useState(false);

  // No `await` before `teach`: the browser asks for the host only within the press of the button.
  const teach = () => {
    const read = readUrl(typed, []);
    setAnswer(null);
    setProblem("problem" in read ? read.problem : null);
    if ("problem" in read) return;
    setBusy(true);
    actions
      .teach(read.url)
      .then((granting) => setAnswer(granting === "refused" ? "refused" : null))
      .catch(() => setAnswer("failed"))
      .finally(() => setBusy(false));
  };

  return (
    <form class="card-body stack plugin-form" noValidate onSubmit={(event) => event.preventDefault()}>
      <h3>{words.teach}</h3>
      <p class="small mute">{words.teachLead}</p>
      <UrlField
        value={typed}
        problem={problem}
        onType={(to) => {
          setTyped(to);
          setProblem(null);
        }}
      />
      {answer === "failed" && <Notice tone="bad">{common.failed}</Notice>}
      {answer === "refused" && <Notice tone="warn">{options.calendars.refused}</Notice>}
      <div class="row">
        <BusyButton submit busy={busy} busyLabel={words.teachOpening} onPress={teach}>
          {words.teachOpen}
        </BusyButton>
      </div>
    </form>
  );
}
