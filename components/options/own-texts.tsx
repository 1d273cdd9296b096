import { useId, useRef, useState } from "preact/hooks";
import {
  inOrder,
  isNameTaken,
  type KeptText,
  type KeptTexts,
  maxKeptName,
  mostKept,
  newTextId,
  noTexts,
} from "../../lib/domain/text/kept-text.ts";
import { messageLanguages } from "../../lib/domain/text/message-language.ts";
import { TextField } from "../ui/controls.tsx";
import { ConfirmRemoval } from "./confirm-removal.tsx";
import { useManaged } from "./managed.ts";
import { TextBody, type TextContext } from "./text-body.tsx";
import { useWords } from "./words.ts";

type Objection = "noName" | "nameTaken" | "noText";

/** What keeps a text from being kept, its words aside; `null` for nothing. */
export function objectionTo(kept: KeptTexts, id: string): Objection | null {
  const one = kept[id];
  if (!one) return null;
  if (one.name.trim() === "") return "noName";
  if (isNameTaken(kept, one.name, id)) return "nameTaken";
  return messageLanguages.every((language) => one.texts[language].trim() === "") ? "noText" : null;
}

/** As they are stored. */
export const tidied = (kept: KeptTexts): KeptTexts =>
  Object.fromEntries(Object.entries(kept).map(([id, one]) => [id, { ...one, name: one.name.trim() }]));

interface OwnTextsProps {
  kept: KeptTexts;
  context: TextContext;
  /** Whether somebody tried to save. */
  tried: boolean;
  onChange: (kept: KeptTexts) => void;
}

/** Own words that are kept by a name, for "Vlastní text" and "Napsat SMS". */
export function OwnTexts({ kept, context, tried, onChange }: OwnTextsProps) {
  const { options } = useWords();
  const words = options.ownTexts;
  const id = useId();
  const list = useRef<HTMLElement>(null);
  const [removed, setRemoved] = useState<string | null>(null);
  const add = () => {
    onChange({ ...kept, [newTextId()]: { name: "", texts: noTexts } });
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>("article:last-of-type input")?.focus(),
    );
  };
  const asked = removed === null ? undefined : kept[removed];
  const isFull = Object.keys(kept).length >= mostKept;
  return (
    <section class="card card-body stack" aria-labelledby={`${id}-title`} ref={list}>
      <div>
        <h2 id={`${id}-title`}>{words.title}</h2>
        <p class="small mute">{words.lead}</p>
      </div>
      {inOrder(kept).map(([key, text]) => (
        <OwnText
          key={key}
          text={text}
          context={context}
          field={`ownTexts.${key}`}
          objection={tried ? objectionTo(kept, key) : null}
          onChange={(changed) => onChange({ ...kept, [key]: changed })}
          onRemove={() => setRemoved(key)}
        />
      ))}
      <div>
        <button type="button" class="button" disabled={isFull} onClick={add}>
          {words.add}
        </button>
        {isFull && <p class="small mute">{words.full(mostKept)}</p>}
      </div>
      {removed !== null && asked && (
        <ConfirmRemoval
          title={words.removeTitle(asked.name || words.unnamed)}
          label={words.remove}
          onCancel={() => setRemoved(null)}
          onRemove={() => {
            onChange(Object.fromEntries(Object.entries(kept).filter(([key]) => key !== removed)));
            // What had the focus is gone.
            requestAnimationFrame(() =>
              list.current?.querySelector<HTMLElement>("button:last-of-type")?.focus(),
            );
          }}
        >
          <p>{words.removeText}</p>
        </ConfirmRemoval>
      )}
    </section>
  );
}

interface OwnTextProps {
  text: KeptText;
  context: TextContext;
  /** Its place in the settings. */
  field: string;
  objection: Objection | null;
  onChange: (text: KeptText) => void;
  onRemove: () => void;
}

function OwnText({ text: { name, texts }, context, field, objection, onChange, onRemove }: OwnTextProps) {
  const { options } = useWords();
  const words = options.ownTexts;
  const managed = useManaged()(field);
  const { language } = context;
  const called = name.trim() || words.unnamed;
  const hasOther = messageLanguages.some((code) => code !== language && texts[code].trim() !== "");
  return (
    <article class="kept-text stack tight" aria-label={called}>
      <div class="row between">
        <TextField
          label={words.name}
          error={objection === "noName" || objection === "nameTaken" ? words[objection] : undefined}
          maxLength={maxKeptName}
          autocomplete="off"
          disabled={managed !== null}
          value={name}
          onEdit={(changed) => onChange({ name: changed, texts })}
        />
        {managed === null && (
          <button type="button" class="link small" aria-label={words.removeOne(called)} onClick={onRemove}>
            {words.remove}
          </button>
        )}
      </div>
      <TextBody
        {...context}
        label={words.text(called)}
        text={texts[language]}
        presets={[]}
        managed={managed}
        emptyHint={hasOther ? words.otherLanguage : words.notWritten}
        missing={objection === "noText"}
        onChange={(changed) => onChange({ name, texts: { ...texts, [language]: changed } })}
      />
    </article>
  );
}
