import { useEffect, useRef, useState } from "preact/hooks";
import { BusyButton } from "../ui/busy-button.tsx";
import { Field, Notice } from "../ui/controls.tsx";
import type { PluginActions, PluginAnswer, PluginInfo, TrialAnswer } from "./model.ts";
import { PluginFacts, Problems } from "./plugin-facts.tsx";
import { useWords } from "./words.ts";

/** As the background takes them. */
const maxLength = 200_000;

type Outcome = { checked: PluginAnswer; tried?: TrialAnswer } | { done: string } | "tooLong" | "failed";

/** A `plugin.json` from a file or pasted: looked through first, and added only then. */
export function PluginForm({ actions }: { actions: PluginActions }) {
  const { common, options } = useWords();
  const words = options.plugins;
  const [json, setJson] = useState("");
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [busy, setBusy] = useState<"check" | "try" | "add" | null>(null);
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (outcome) answer.current?.scrollIntoView({ block: "nearest" });
  }, [outcome]);

  const edit = (text: string) => {
    setJson(text);
    setOutcome(text.length > maxLength ? "tooLong" : null);
  };
  const work = async (name: "check" | "try" | "add", job: () => Promise<Outcome>) => {
    setBusy(name);
    setOutcome(await job().catch((): Outcome => "failed"));
    setBusy(null);
  };
  const check = () => work("check", async () => ({ checked: await actions.check(json) }));
  const tryOut = (checked: PluginAnswer) =>
    work("try", async () => ({ checked, tried: await actions.tryOut(json) }));
  const add = () =>
    work("add", async () => {
      const checked = await actions.add(json);
      if (!checked.ok) return { checked };
      setJson("");
      return { done: checked.plugin.name };
    });

  const { checked = null, tried = null } =
    typeof outcome === "object" && outcome && "checked" in outcome ? outcome : {};
  return (
    <form
      class="card-body stack plugin-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (json.trim() !== "" && outcome !== "tooLong") void check();
      }}
    >
      <h3>{words.add}</h3>
      <p class="small mute">{words.addLead}</p>
      <Field label={words.file}>
        {(aria) => (
          <input
            {...aria}
            type="file"
            accept=".json,application/json"
            onChange={async (event) => {
              const input = event.currentTarget;
              const file = input.files?.[0];
              if (!file) return;
              edit(await file.text());
              // The same file may be chosen again once it was mended.
              input.value = "";
            }}
          />
        )}
      </Field>
      <Field label={words.text}>
        {(aria) => (
          <textarea
            {...aria}
            class="code"
            rows={6}
            spellcheck={false}
            value={json}
            onInput={(event) => edit(event.currentTarget.value)}
          />
        )}
      </Field>
      <div ref={answer} class="stack" role="status">
        {outcome === "failed" && <Notice tone="bad">{common.failed}</Notice>}
        {outcome === "tooLong" && <Notice tone="bad">{words.tooLong}</Notice>}
        {typeof outcome === "object" && outcome && "done" in outcome && (
          <Notice tone="ok">{words.done(outcome.done)}</Notice>
        )}
        {checked?.ok === false && (
          <Notice tone="bad">
            <p>{words.invalid(checked.problems.length)}</p>
            <Problems problems={checked.problems} />
          </Notice>
        )}
        {checked?.ok && <Found plugin={checked.plugin} replaces={checked.replaces} />}
        {tried && <Tried answer={tried} />}
      </div>
      <div class="row">
        {checked?.ok ? (
          <>
            <BusyButton tone="primary" busy={busy === "add"} busyLabel={words.adding} onPress={add}>
              {checked.replaces ? words.replace : words.install}
            </BusyButton>
            <BusyButton busy={busy === "try"} busyLabel={words.trying} onPress={() => tryOut(checked)}>
              {words.tryOut}
            </BusyButton>
          </>
        ) : (
          <BusyButton
            busy={busy === "check"}
            blocked={json.trim() === "" || outcome === "tooLong"}
            busyLabel={words.checking}
            onPress={check}
          >
            {words.check}
          </BusyButton>
        )}
      </div>
    </form>
  );
}

/** What it reads in a calendar that is open. */
function Tried({ answer }: { answer: TrialAnswer }) {
  const words = useWords().options.plugins;
  if (answer.ok) {
    const { host, appointments, people, phones } = answer;
    return (
      <Notice tone={phones > 0 ? "ok" : "warn"}>
        <p>{words.tried(host, appointments, people, phones)}</p>
        <p>{appointments === 0 ? words.triedNone : words.triedMeans}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="warn">
      {"field" in answer
        ? words.triedUnreadable(answer.host, answer.field)
        : words.triedProblem[answer.problem]}
    </Notice>
  );
}

/** What adding it would mean. */
function Found({ plugin, replaces }: { plugin: PluginInfo; replaces: PluginInfo | null }) {
  const { options } = useWords();
  const words = options.plugins;
  const fresh = replaces ? plugin.matches.filter((match) => !replaces.matches.includes(match)) : [];
  const gone = replaces ? replaces.matches.filter((match) => !plugin.matches.includes(match)) : [];
  return (
    <Notice tone="ok">
      <p>
        <strong>{plugin.name}</strong>
      </p>
      <div class="calendar-facts">
        <PluginFacts plugin={plugin} />
      </div>
      {replaces && <p>{words.replaces(replaces.version, plugin.version)}</p>}
      {fresh.length > 0 && (
        <p class="breakable">
          {words.freshMatches} <code>{fresh.join(" ")}</code>
        </p>
      )}
      {gone.length > 0 && (
        <p class="breakable">
          {words.goneMatches} <code>{gone.join(" ")}</code>
        </p>
      )}
    </Notice>
  );
}
