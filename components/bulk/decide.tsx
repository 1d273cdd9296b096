import "./decide.css";
import { useId, useState } from "preact/hooks";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { choicesFor } from "../../lib/domain/outbox/today.ts";
import { BusyButton } from "../ui/busy-button.tsx";
import { Notice } from "../ui/controls.tsx";
import type { BulkActions } from "./model.ts";
import { useWords } from "./words.ts";

/** Hiding a row from the alerts is for where the alerts are. */
const offered = ["wasSent", "isThere", "sendAgain", "doNotSend"] as const;
type Choice = (typeof offered)[number];

interface DecideProps {
  message: Message;
  name: string;
  actions: Pick<BulkActions, "sendAgain" | "decide">;
  /** Ids of rows that were made. */
  onDone: (made: readonly string[]) => Promise<void>;
}

/** What a person can do about a text that did not simply go out. */
export function Decide({ message, name, actions, onDone }: DecideProps) {
  const { bulk } = useWords();
  const words = bulk.decide;
  const id = useId();
  const [doing, setDoing] = useState<Choice | null>(null);
  const [failed, setFailed] = useState(false);
  const possible = choicesFor(message, Date.now());
  const choices = offered.filter((choice) => possible.includes(choice));
  if (choices.length === 0) return null;

  const act = async (choice: Choice) => {
    setDoing(choice);
    setFailed(false);
    try {
      const made = choice === "sendAgain" ? await actions.sendAgain([message.id]) : [];
      if (choice !== "sendAgain") await actions.decide(message.id, choice);
      await onDone(made);
    } catch {
      setFailed(true);
    }
    setDoing(null);
  };

  const buttons = choices.map((choice) => (
    <BusyButton
      key={choice}
      busy={doing === choice}
      blocked={doing !== null}
      busyLabel={words.working}
      label={words.of(words.choices[choice], name)}
      onPress={() => act(choice)}
    >
      {words.choices[choice]}
    </BusyButton>
  ));
  const failure = failed && <Notice tone="bad">{words.failed}</Notice>;

  if (message.state !== "unknown") {
    return (
      <div class="decide">
        <div class="decide-buttons quiet">{buttons}</div>
        {failure}
      </div>
    );
  }
  const { creditBefore, creditAfter } = message;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      class="decide"
      role="group"
      aria-label={words.of(words.question, name)}
      aria-describedby={`${id}-help`}
    >
      <p class="mute" id={`${id}-help`}>
        {creditBefore !== null && creditAfter !== null && (
          <strong>{creditAfter < creditBefore ? words.creditLess : words.creditSame} </strong>
        )}
        {words.verify}
      </p>
      <div class="decide-buttons">{buttons}</div>
      {failure}
    </div>
  );
}
