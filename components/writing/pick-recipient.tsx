import { useEffect, useState } from "preact/hooks";
import { formatPhone } from "../../lib/domain/phone.ts";
import { Field } from "../ui/controls.tsx";
import type { Recipient, WritingActions } from "./model.ts";
import { useWords } from "./words.ts";

const restMs = 150;

interface PickRecipientProps {
  find: WritingActions["find"];
  onPick: (recipient: Recipient) => void;
  /** What it is asked for; to whom somebody writes where left out. */
  label?: string;
  hint?: string;
}

/** To whom: somebody of the directory, or a number. */
export function PickRecipient({ find, onPick, label, hint }: PickRecipientProps) {
  const { writing } = useWords();
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<Recipient[] | null>(null);
  useEffect(() => {
    if (typed.trim() === "") return setFound(null);
    let isOver = false;
    const timer = setTimeout(() => {
      find(typed).then(
        (people) => {
          if (!isOver) setFound(people);
        },
        () => {},
      );
    }, restMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [typed]);
  return (
    <>
      <Field label={label ?? writing.to} hint={hint ?? writing.toHint}>
        {(aria) => (
          <input
            {...aria}
            type="search"
            autocomplete="off"
            spellcheck={false}
            maxLength={100}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
      <div role="status">
        {found?.length === 0 && <p class="small mute">{writing.nobody}</p>}
        {found && found.length > 0 && (
          <ul class="recipients" aria-label={writing.people}>
            {found.map((one) => (
              <li key={`${one.code} ${one.name} ${one.phone}`}>
                <button type="button" class="link" onClick={() => onPick(one)}>
                  {[one.name, formatPhone(one.phone)].filter(Boolean).join(" · ")}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
