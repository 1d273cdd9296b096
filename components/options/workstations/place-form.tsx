import { useState } from "preact/hooks";
import { readUrls, type UrlsProblem } from "../../../lib/domain/workstations.ts";
import { BusyButton } from "../../ui/busy-button.tsx";
import { Notice, TextField } from "../../ui/controls.tsx";
import { useManaged } from "../managed.ts";
import { useWords } from "../words.ts";
import type { TestedRegistry, TypedAccess, WorkstationsActions, WorkstationsModel } from "./model.ts";

interface PlaceFormProps {
  model: WorkstationsModel;
  actions: WorkstationsActions;
  onJoined: () => void;
}

type Answer = TestedRegistry | "refused" | "joined" | "failed";

/** Where the computers agree, tried out before anything hangs on it. */
export function PlaceForm({ model, actions, onJoined }: PlaceFormProps) {
  const { options } = useWords();
  const words = options.workstations;
  const managed = useManaged();
  const stored = model.workstations;
  const [typed, setTyped] = useState(stored.urls.join(" "));
  const [user, setUser] = useState(stored.user);
  const [password, setPassword] = useState("");
  const [name, setName] = useState(stored.name);
  const [problem, setProblem] = useState<UrlsProblem | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [busy, setBusy] = useState<"test" | "join" | null>(null);

  // No `await` before the action: the browser asks for the host only within the press of the button.
  const press = (what: "test" | "join", act: (access: TypedAccess) => Promise<Answer>) => {
    const read = readUrls(typed);
    setAnswer(null);
    setProblem("problem" in read ? read.problem : null);
    if ("problem" in read) return;
    setBusy(what);
    act({ urls: read.urls, user: user.trim(), password })
      .then(setAnswer)
      .catch(() => setAnswer("failed"))
      .finally(() => setBusy(null));
  };
  const test = () => press("test", (access) => actions.test(access));
  const join = () =>
    press("join", async (access) => {
      // What does not work is not switched on: nothing would leave.
      const tried = await actions.test(access);
      if (tried === "refused" || !tried.ok) return tried;
      const joined = await actions.join(access, name.trim());
      if (joined === "joined") {
        setPassword("");
        onJoined();
      }
      return joined;
    });

  return (
    <form class="card" noValidate onSubmit={(event) => event.preventDefault()}>
      <div class="card-body stack">
        <h2>{words.place}</h2>
        <p class="small mute">{words.placeLead}</p>
        <TextField
          label={words.address}
          disabled={managed("workstations.urls") !== null}
          hint={managed("workstations.urls") ?? words.addressHint}
          error={problem ? words.addressProblems[problem] : undefined}
          placeholder="https://"
          autocomplete="off"
          spellcheck={false}
          value={typed}
          onEdit={(text) => {
            setTyped(text);
            setProblem(null);
          }}
        />
        <div class="pair">
          <TextField
            label={words.user}
            disabled={managed("workstations.user") !== null}
            hint={managed("workstations.user") ?? words.userHint}
            maxLength={100}
            autocomplete="off"
            spellcheck={false}
            value={user}
            onEdit={setUser}
          />
          <TextField
            label={words.password}
            hint={model.hasPassword ? words.passwordKept : words.passwordHint}
            type="password"
            maxLength={1000}
            autocomplete="new-password"
            value={password}
            onEdit={setPassword}
          />
        </div>
        <TextField
          label={words.name}
          hint={words.nameHint}
          placeholder={words.namePlaceholder}
          maxLength={40}
          autocomplete="off"
          value={name}
          onEdit={setName}
        />
        <PlaceAnswer answer={answer} />
        {stored.mode === "shared" && (
          <p class="small mute">
            <strong>{words.other}.</strong> {words.otherText}
          </p>
        )}
      </div>
      <div class="save-bar">
        <span />
        <span class="save-buttons">
          <BusyButton busy={busy === "test"} busyLabel={words.testing} onPress={test}>
            {words.test}
          </BusyButton>
          <BusyButton submit tone="primary" busy={busy === "join"} busyLabel={words.joining} onPress={join}>
            {words.join}
          </BusyButton>
        </span>
      </div>
    </form>
  );
}

function PlaceAnswer({ answer }: { answer: Answer | null }) {
  const { common, options } = useWords();
  const words = options.workstations;
  switch (answer) {
    case null:
      return null;
    case "refused":
      return <Notice tone="warn">{words.refused}</Notice>;
    case "joined":
      return <Notice tone="ok">{words.joined}</Notice>;
    case "failed":
      return <Notice tone="bad">{common.failed}</Notice>;
    default:
      return answer.ok ? (
        <Notice tone="ok">{words.tested(answer.version)}</Notice>
      ) : (
        <Notice tone="bad">{common.registry.problems[answer.problem]}</Notice>
      );
  }
}
