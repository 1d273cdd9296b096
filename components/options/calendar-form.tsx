import { useState } from "preact/hooks";
import { Field, Notice, TextField } from "../ui/controls.tsx";
import { readUrl, type UrlProblem } from "./address.ts";
import type { Calendar, Granting, NewCalendar, PluginInfo } from "./model.ts";
import { UrlField } from "./url-field.tsx";
import { useWords } from "./words.ts";

interface CalendarFormProps {
  calendars: readonly Calendar[];
  plugins: readonly PluginInfo[];
  onEnable: (calendar: NewCalendar) => Promise<Granting>;
}

type Answer = "refused" | "failed" | { enabled: string };

export function CalendarForm({ calendars, plugins, onEnable }: CalendarFormProps) {
  const { common, options } = useWords();
  const words = options.calendars;
  const [typed, setTyped] = useState("");
  const [name, setName] = useState("");
  const [plugin, setPlugin] = useState("");
  const [problem, setProblem] = useState<UrlProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const chosen = plugins.find(({ id }) => id === plugin);

  // No `await` before `onEnable`: the browser asks for the host only within the press of the button.
  const enable = () => {
    const read = readUrl(typed, calendars);
    setAnswer(null);
    setProblem("problem" in read ? read.problem : null);
    if ("problem" in read) return;
    setBusy(true);
    onEnable({ url: read.url, name: name.trim(), plugin: plugin || null })
      .then((granting) => {
        setAnswer(granting === "granted" ? { enabled: name.trim() || read.url.host } : "refused");
        if (granting === "granted") {
          setTyped("");
          setName("");
          setPlugin("");
        }
      })
      .catch(() => setAnswer("failed"))
      .finally(() => setBusy(false));
  };

  const insecure = /^http:/iu.test(typed.trim());
  return (
    <form class="card" noValidate onSubmit={(event) => event.preventDefault()}>
      <div class="card-body stack">
        <h2>{words.add}</h2>
        <UrlField
          value={typed}
          problem={problem}
          hint={insecure ? <span class="caution">{words.urlInsecure}</span> : words.urlHint}
          onType={(to) => {
            setTyped(to);
            setProblem(null);
          }}
        />
        <div class="pair">
          <TextField
            label={words.name}
            hint={words.nameHint}
            maxLength={100}
            autocomplete="off"
            value={name}
            onEdit={setName}
          />
          <Field label={words.plugin} hint={chosen?.description || words.pluginHint}>
            {(aria) => (
              <select {...aria} value={plugin} onChange={(event) => setPlugin(event.currentTarget.value)}>
                <option value="">{words.pluginAuto}</option>
                {plugins.map((each) => (
                  <option key={each.id} value={each.id}>
                    {each.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        {answer === "failed" && <Notice tone="bad">{common.failed}</Notice>}
        {answer === "refused" && <Notice tone="warn">{words.refused}</Notice>}
        {typeof answer === "object" && answer && <Notice tone="ok">{words.enabled(answer.enabled)}</Notice>}
      </div>
      <div class="save-bar">
        <span />
        {/* A click rather than the form's submit: Firefox counts only it as the user's act. Enter clicks, too. */}
        <button
          type="submit"
          class="button primary"
          aria-disabled={busy ? "true" : undefined}
          onClick={(event) => {
            event.preventDefault();
            if (!busy) enable();
          }}
        >
          {busy ? words.enabling : words.enable}
        </button>
      </div>
    </form>
  );
}
