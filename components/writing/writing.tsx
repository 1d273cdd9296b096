import { type ComponentChildren, createContext } from "preact";
import { useContext, useState } from "preact/hooks";
import { formatPhone } from "../../lib/domain/phone.ts";
import { DismissedWords } from "../ui/dismissed-words.ts";
import type { Recipient, WritingActions, WritingModel } from "./model.ts";
import { useWords, WritingWords, wordsIn } from "./words.ts";
import { WriteDialog } from "./write-dialog.tsx";

/** "Napsat SMS": from wherever somebody is in sight, in one and the same dialog. */

/** Opens it; for `null` with the question to whom. */
type WriteTo = (recipient: Recipient | null) => void;

const WriteContext = createContext<WriteTo>(() => {});

interface WritingProps {
  model: WritingModel;
  actions: WritingActions;
  children: ComponentChildren;
}

/** Within it, anybody can be written to. */
export function Writing({ model, actions, children }: WritingProps) {
  const [open, setOpen] = useState<{ to: Recipient | null } | null>(null);
  return (
    <WritingWords.Provider value={wordsIn(model.language)}>
      <DismissedWords.Provider value={model.settings.dismissedWords}>
        <WriteContext.Provider value={(to) => setOpen({ to })}>
          {children}
          {open && <WriteDialog to={open.to} model={model} actions={actions} onClose={() => setOpen(null)} />}
        </WriteContext.Provider>
      </DismissedWords.Provider>
    </WritingWords.Provider>
  );
}

/** @param look like a link beside others, or like a button */
export function WriteButton({ to, look = "link" }: { to: Recipient | null; look?: "link" | "button" }) {
  const { writing } = useWords();
  const writeTo = useContext(WriteContext);
  const whom = to && (to.name || formatPhone(to.phone));
  return (
    <button
      type="button"
      class={look === "link" ? "link small" : "button"}
      aria-label={whom ? writing.writeTo(whom) : undefined}
      onClick={() => writeTo(to)}
    >
      {writing.write}
    </button>
  );
}
