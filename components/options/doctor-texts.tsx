import { useId, useRef, useState } from "preact/hooks";
import type { Settings } from "../../lib/domain/settings.ts";
import {
  type DoctorTexts as All,
  type DoctorText,
  isDoctorTaken,
  maxDoctorName,
  mostDoctors,
} from "../../lib/domain/text/doctor-text.ts";
import { inOrder, newTextId, type TextByLanguage } from "../../lib/domain/text/kept-text.ts";
import { type TemplateKind, templateKinds } from "../../lib/domain/text/message-kind.ts";
import { messageLanguages } from "../../lib/domain/text/message-language.ts";
import { nameInText } from "../../lib/domain/text/person-name.ts";
import { Field } from "../ui/controls.tsx";
import { ConfirmRemoval } from "./confirm-removal.tsx";
import { useManaged } from "./managed.ts";
import { TextBody, type TextContext } from "./text-body.tsx";
import { useWords } from "./words.ts";

type Objection = "noDoctor" | "doctorTaken" | "noText";

/** What keeps a doctor's text from being stored, its words aside; `null` for nothing. */
export function objectionToDoctor(all: All, id: string): Objection | null {
  const one = all[id];
  if (!one) return null;
  if (one.doctor.trim() === "") return "noDoctor";
  if (isDoctorTaken(all, one.doctor, id)) return "doctorTaken";
  return messageLanguages.every((language) => one.texts[language].trim() === "") ? "noText" : null;
}

/** As they are stored. */
export function tidiedDoctors(templates: Settings["templates"]): Settings["templates"] {
  const tidied = structuredClone(templates);
  for (const kind of templateKinds)
    for (const one of Object.values(tidied[kind].forDoctors)) one.doctor = one.doctor.trim();
  return tidied;
}

interface DoctorTextsProps {
  kind: TemplateKind;
  all: All;
  /** A new one begins with the general text. */
  general: TextByLanguage;
  context: TextContext;
  doctors: readonly string[];
  tried: boolean;
  onChange: (all: All) => void;
}

/** Other texts of a kind, each for one doctor's patients. */
export function DoctorTexts(props: DoctorTextsProps) {
  const { kind, all, general, context, doctors, tried, onChange } = props;
  const { common, options } = useWords();
  const words = options.doctorTexts;
  const list = useRef<HTMLDivElement>(null);
  const [removed, setRemoved] = useState<string | null>(null);
  const add = () => {
    onChange({ ...all, [newTextId()]: { doctor: "", texts: general } });
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>("article:last-of-type input")?.focus(),
    );
  };
  const asked = removed === null ? undefined : all[removed];
  return (
    <div class="doctor-texts stack" ref={list}>
      {inOrder(all).map(([id, text]) => (
        <ForDoctor
          key={id}
          kind={common.kinds[kind]}
          text={text}
          context={context}
          doctors={doctors}
          field={`templates.${kind}.forDoctors.${id}`}
          objection={tried ? objectionToDoctor(all, id) : null}
          onChange={(changed) => onChange({ ...all, [id]: changed })}
          onRemove={() => setRemoved(id)}
        />
      ))}
      <div>
        <button
          type="button"
          class="link small"
          disabled={Object.keys(all).length >= mostDoctors}
          aria-label={words.addTo(common.kinds[kind])}
          onClick={add}
        >
          {words.add}
        </button>
      </div>
      {removed !== null && asked && (
        <ConfirmRemoval
          title={words.removeTitle(asked.doctor || words.unnamed)}
          label={words.remove}
          onCancel={() => setRemoved(null)}
          onRemove={() => {
            onChange(Object.fromEntries(Object.entries(all).filter(([id]) => id !== removed)));
            // What had the focus is gone.
            requestAnimationFrame(() =>
              list.current?.querySelector<HTMLElement>(":scope > div > button")?.focus(),
            );
          }}
        >
          <p>{words.removeText}</p>
        </ConfirmRemoval>
      )}
    </div>
  );
}

interface ForDoctorProps {
  kind: string;
  text: DoctorText;
  context: TextContext;
  doctors: readonly string[];
  /** Its place in the settings. */
  field: string;
  objection: Objection | null;
  onChange: (text: DoctorText) => void;
  onRemove: () => void;
}

function ForDoctor(props: ForDoctorProps) {
  const { kind, text, context, doctors, field, objection, onChange, onRemove } = props;
  const { doctor, texts } = text;
  const { options } = useWords();
  const words = options.doctorTexts;
  const id = useId();
  const managed = useManaged()(field);
  const { language, values } = context;
  const called = doctor.trim() || words.unnamed;
  const hasOther = messageLanguages.some((code) => code !== language && texts[code].trim() !== "");
  return (
    <article class="kept-text stack tight" aria-label={words.of(kind, called)}>
      <div class="row between">
        <Field
          label={words.doctor}
          hint={words.doctorHint}
          error={objection === "noDoctor" || objection === "doctorTaken" ? words[objection] : undefined}
        >
          {(aria) => (
            <>
              <input
                {...aria}
                type="text"
                list={`${id}-doctors`}
                maxLength={maxDoctorName}
                autocomplete="off"
                disabled={managed !== null}
                value={doctor}
                onInput={(event) => onChange({ ...text, doctor: event.currentTarget.value })}
              />
              <datalist id={`${id}-doctors`}>
                {doctors.map((one) => (
                  <option key={one} value={one} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        {managed === null && (
          <button
            type="button"
            class="link small"
            aria-label={words.removeOne(kind, called)}
            onClick={onRemove}
          >
            {words.remove}
          </button>
        )}
      </div>
      <TextBody
        {...context}
        values={{ ...values, LEKAR: nameInText(doctor) || values.LEKAR }}
        label={words.text(kind, called)}
        text={texts[language]}
        presets={[]}
        managed={managed}
        emptyHint={hasOther ? words.otherLanguage : words.notWritten}
        missing={objection === "noText"}
        onChange={(changed) => onChange({ ...text, texts: { ...texts, [language]: changed } })}
      />
    </article>
  );
}
