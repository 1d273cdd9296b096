import { useState } from "preact/hooks";
import { type FeedAddressProblem, readFeedAddress } from "../../lib/domain/feeds/address.ts";
import { BusyButton } from "../ui/busy-button.tsx";
import { Field, Notice, TextField } from "../ui/controls.tsx";
import type { FeedActions, FeedAnswer } from "./feed-model.ts";
import { useWords } from "./words.ts";

type Choice = Extract<FeedAnswer, { state: "choose" }>["calendars"];

/** A calendar is added by its official address. */
export function FeedForm({ onAdd }: { onAdd: FeedActions["add"] }) {
  const { common, options } = useWords();
  const words = options.feeds;
  const [typed, setTyped] = useState("");
  const [name, setName] = useState("");
  const [user, setUser] = useState("");
  const [password, setPassword] = useState("");
  const [choice, setChoice] = useState<Choice | null>(null);
  const [chosen, setChosen] = useState("");
  const [problem, setProblem] = useState<FeedAddressProblem | "already" | null>(null);
  const [answer, setAnswer] = useState<FeedAnswer | { state: "broken" } | null>(null);
  const [busy, setBusy] = useState(false);

  const forget = () => {
    for (const set of [setTyped, setName, setUser, setPassword, setChosen]) set("");
    setChoice(null);
  };
  const take = (told: FeedAnswer) => {
    setAnswer(told);
    if (told.state === "added") forget();
    if (told.state === "choose") {
      setChoice(told.calendars);
      setChosen(told.calendars[0]?.url ?? "");
    }
    if (told.state === "failed" && told.problem === "already") setProblem("already");
  };
  // No `await` before `onAdd`: the browser asks for the host only within the press of the button.
  const add = () => {
    const read = readFeedAddress(choice ? chosen : typed);
    setAnswer(null);
    setProblem("problem" in read ? read.problem : null);
    if ("problem" in read) return;
    setBusy(true);
    onAdd({ url: read.url, name: name.trim(), user: user.trim(), password })
      .then(take)
      .catch(() => setAnswer({ state: "broken" }))
      .finally(() => setBusy(false));
  };

  return (
    <form class="card" noValidate onSubmit={(event) => event.preventDefault()}>
      <div class="card-body stack">
        <h2>{words.add}</h2>
        <p class="small mute">{words.lead}</p>
        <Field
          label={words.address}
          hint={words.addressHint}
          error={problem ? words.problems[problem] : undefined}
        >
          {(aria) => (
            <input
              {...aria}
              type="url"
              inputMode="url"
              spellcheck={false}
              autocomplete="off"
              placeholder="https://"
              value={typed}
              onInput={(event) => {
                setTyped(event.currentTarget.value);
                setProblem(null);
                setChoice(null);
              }}
            />
          )}
        </Field>
        <div class="pair">
          <TextField
            label={words.user}
            hint={words.secretHint}
            maxLength={300}
            autocomplete="off"
            spellcheck={false}
            value={user}
            onEdit={setUser}
          />
          <TextField
            label={words.password}
            hint={words.passwordHint}
            type="password"
            maxLength={1000}
            autocomplete="new-password"
            value={password}
            onEdit={setPassword}
          />
        </div>
        <TextField
          label={options.calendars.name}
          hint={options.calendars.nameHint}
          maxLength={100}
          autocomplete="off"
          value={name}
          onEdit={setName}
        />
        {choice && (
          <Field label={words.choose}>
            {(aria) => (
              <select {...aria} value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
                {choice.map((one) => (
                  <option key={one.url} value={one.url}>
                    {one.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        {answer?.state === "broken" && <Notice tone="bad">{common.failed}</Notice>}
        {answer?.state === "refused" && <Notice tone="warn">{words.refused}</Notice>}
        {answer?.state === "failed" && answer.problem !== "already" && (
          <Notice tone="bad">{words.serverProblems[answer.problem]}</Notice>
        )}
        {answer?.state === "added" && <Notice tone="ok">{words.added(answer.feed.name)}</Notice>}
      </div>
      <div class="save-bar">
        <span />
        <BusyButton submit tone="primary" busy={busy} busyLabel={words.submitting} onPress={add}>
          {choice ? words.chosen : words.submit}
        </BusyButton>
      </div>
    </form>
  );
}
