import { useRef, useState } from "preact/hooks";
import { isNameTaken, type KeptTexts, maxKeptName, mostKept } from "../../lib/domain/text/kept-text.ts";
import { BusyButton } from "../ui/busy-button.tsx";
import { Notice, TextField } from "../ui/controls.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { useWords } from "./words.ts";

interface SaveAsProps {
  kept: KeptTexts;
  disabled: boolean;
  onKeep: (name: string) => Promise<void>;
}

/** "Uložit jako…": asks by which name the words are to be kept. */
export function SaveAs({ kept, disabled, onKeep }: SaveAsProps) {
  const { common, writing } = useWords();
  const words = writing.kept;
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [state, setState] = useState<"idle" | "tried" | "saving" | "failed">("idle");
  const form = useRef<HTMLFormElement>(null);
  const objection =
    name.trim() === ""
      ? words.empty
      : isNameTaken(kept, name)
        ? words.taken
        : Object.keys(kept).length >= mostKept
          ? words.tooMany(mostKept)
          : null;

  const save = async () => {
    if (state === "saving") return;
    if (objection) {
      setState("tried");
      form.current?.querySelector("input")?.focus();
      return;
    }
    setState("saving");
    try {
      await onKeep(name.trim());
      setOpen(false);
    } catch {
      setState("failed");
    }
  };

  return (
    <>
      <button
        type="button"
        class="button"
        disabled={disabled}
        onClick={() => {
          setName("");
          setState("idle");
          setOpen(true);
        }}
      >
        {words.saveAs}
      </button>
      {open && (
        <Dialog
          title={words.title}
          onCancel={() => setOpen(false)}
          actions={
            <>
              <button type="button" class="button" onClick={() => setOpen(false)}>
                {common.cancel}
              </button>
              <BusyButton tone="primary" busy={state === "saving"} busyLabel={common.save} onPress={save}>
                {common.save}
              </BusyButton>
            </>
          }
        >
          <form
            ref={form}
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void save();
            }}
          >
            <TextField
              label={words.name}
              hint={words.nameHint}
              error={state === "tried" ? (objection ?? undefined) : undefined}
              maxLength={maxKeptName}
              autocomplete="off"
              value={name}
              onEdit={setName}
            />
            {state === "failed" && <Notice tone="bad">{words.failed}</Notice>}
          </form>
        </Dialog>
      )}
    </>
  );
}
