import "./writing.css";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Reason, ReasonCode } from "../../lib/domain/outbox/reason.ts";
import { formatPhone, parsePhone } from "../../lib/domain/phone.ts";
import { timeZoneOf } from "../../lib/domain/settings.ts";
import { justWritten, noTexts, wordsOf } from "../../lib/domain/text/kept-text.ts";
import { renderLetter } from "../../lib/domain/text/own-words.ts";
import type { PlaceholderName } from "../../lib/domain/text/placeholder.ts";
import { segment } from "../../lib/domain/text/segments.ts";
import { BusyButton } from "../ui/busy-button.tsx";
import { Notice } from "../ui/controls.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { formatMoment, instantOf } from "../ui/moment.ts";
import { KeptChoice } from "./kept-choice.tsx";
import type { Recipient, WritingActions, WritingModel } from "./model.ts";
import { PickRecipient } from "./pick-recipient.tsx";
import { PriceLine } from "./price-line.tsx";
import { problemOf } from "./problem.ts";
import { useWords } from "./words.ts";
import { WordsField } from "./words-field.tsx";

/** Those that an appointment is not needed for. */
const placeholders: readonly PlaceholderName[] = ["ZARIZENI", "TELEFON"];

interface WriteDialogProps {
  /** `null` where it is yet to be said. */
  to: Recipient | null;
  model: WritingModel;
  actions: WritingActions;
  onClose: () => void;
}

type Phase =
  | { is: "writing" }
  | { is: "sending" }
  | { is: "asking"; reason: Reason }
  | { is: "sent"; id: string; stopped: "not" | "yes" | "tooLate" };

/** A text to one person: to whom, the words, what they cost, and a way back until it leaves. */
export function WriteDialog({ to, model, actions, onClose }: WriteDialogProps) {
  const { common, writing, locale } = useWords();
  const { settings } = model;
  const { countries, plain, language, paused } = settings.sending;
  // However often it is handed over, one letter is sent once; other words are another letter.
  const id = useRef<string>(crypto.randomUUID());
  const [recipient, setRecipient] = useState(to);
  const [words, setWords] = useState("");
  const [despite, setDespite] = useState<ReasonCode[]>([]);
  const [phase, setPhase] = useState<Phase>({ is: "writing" });
  const [failure, setFailure] = useState<string | null>(null);
  const safest = useRef<HTMLButtonElement>(null);

  /** Without an appointment, those that say when it is cannot be filled in. */
  const kept = Object.fromEntries(
    Object.entries(settings.ownTexts).flatMap(([key, { name, texts }]) => {
      const { text } = wordsOf({ name, texts }, language);
      const isWhole = renderLetter(text, settings, recipient?.name ?? "", { plain, language }).ok;
      return isWhole ? [[key, { name, texts: { ...noTexts, [language]: text } }] as const] : [];
    }),
  );
  const rendered = renderLetter(words, settings, recipient?.name ?? "", { plain, language });
  const text = rendered.ok ? rendered.text : "";
  const parsed = recipient ? parsePhone(recipient.phone, countries) : null;
  const counted = segment(text);
  const whom = recipient && [recipient.name, parsed?.ok ? formatPhone(parsed.e164) : recipient.phone];
  const say = (reason: Reason) =>
    common.reason(
      reason,
      reason.at === undefined ? "" : formatMoment(instantOf(reason.at), timeZoneOf(settings), locale),
    );

  useEffect(() => {
    if (phase.is === "asking") safest.current?.focus();
  }, [phase.is]);

  const edit = (typed: string) => {
    id.current = crypto.randomUUID();
    setDespite([]);
    setFailure(null);
    setPhase({ is: "writing" });
    setWords(typed);
  };

  const send = async (inSpiteOf: ReasonCode[]) => {
    if (!recipient || !text || phase.is === "sending") return;
    setPhase({ is: "sending" });
    setFailure(null);
    try {
      const written = await actions.write({ ...recipient, id: id.current, text, despite: inSpiteOf });
      if (written.ok) return setPhase({ is: "sent", id: written.id, stopped: "not" });
      if (written.isQuestion) return setPhase({ is: "asking", reason: written.reason });
      setFailure(say(written.reason));
    } catch {
      setFailure(writing.failed);
    }
    setPhase({ is: "writing" });
  };

  const giveUp = async (sent: string) => {
    try {
      const stopped = (await actions.giveUp(sent)) ? "yes" : "tooLate";
      setPhase({ is: "sent", id: sent, stopped });
    } catch {
      setFailure(writing.stopFailed);
    }
  };

  if (phase.is === "sent")
    return (
      <Dialog
        title={writing.title}
        onCancel={onClose}
        actions={
          <>
            <button type="button" class="button" onClick={onClose}>
              {common.close}
            </button>
            {phase.stopped === "not" && (
              <button type="button" class="button" onClick={() => giveUp(phase.id)}>
                {writing.doNotSend}
              </button>
            )}
          </>
        }
      >
        <div class="letter">
          <Recipients whom={whom} />
          <p class="bubble">{text}</p>
          {failure && <Notice tone="bad">{failure}</Notice>}
          <Notice tone={phase.stopped === "tooLate" ? "warn" : "ok"}>
            {writing.after[paused && phase.stopped === "not" ? "paused" : phase.stopped]}
          </Notice>
        </div>
      </Dialog>
    );

  const isAsking = phase.is === "asking";
  return (
    <Dialog
      title={writing.title}
      onCancel={onClose}
      actions={
        isAsking ? (
          <>
            <button ref={safest} type="button" class="button" onClick={() => setPhase({ is: "writing" })}>
              {writing.back}
            </button>
            <button
              type="button"
              class="button primary"
              onClick={() => {
                const asked = [...despite, phase.reason.code];
                setDespite(asked);
                void send(asked);
              }}
            >
              {writing.sendAnyway}
            </button>
          </>
        ) : (
          <>
            <button type="button" class="button" onClick={onClose}>
              {common.cancel}
            </button>
            <BusyButton
              tone="primary"
              busy={phase.is === "sending"}
              busyLabel={writing.sending}
              blocked={!text || !parsed?.ok}
              onPress={() => send(despite)}
            >
              {writing.send}
            </BusyButton>
          </>
        )
      }
    >
      <div class="letter">
        {recipient ? <Recipients whom={whom} /> : <PickRecipient find={actions.find} onPick={setRecipient} />}
        {parsed && !parsed.ok && <Notice tone="bad">{common.reason(parsed.reason)}</Notice>}
        <KeptChoice
          kept={kept}
          language={language}
          words={justWritten(words)}
          disabled={phase.is === "sending" || isAsking}
          onPick={(picked) => edit(picked.text)}
        />
        <WordsField
          label={writing.text}
          text={words}
          placeholders={placeholders}
          problem={problemOf(rendered, writing)}
          disabled={phase.is === "sending" || isAsking}
          onEdit={edit}
        />
        {text !== "" && text !== words.trim() && (
          <div class="words-preview">
            <span class="small mute">{writing.preview}</span>
            <p class="bubble">{text}</p>
          </div>
        )}
        <PriceLine
          characters={counted.characters}
          parts={counted.parts}
          sample={parsed?.ok && text ? { text, phone: parsed.e164, country: parsed.country } : null}
          quote={actions.quote}
        />
        {paused && <Notice tone="wait">{writing.paused}</Notice>}
        {failure && <Notice tone="bad">{failure}</Notice>}
        {isAsking && (
          <Notice tone="warn">
            {writing.questions[phase.reason.code as keyof typeof writing.questions] ?? say(phase.reason)}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}

/** `Jana Vzorová · +420 601 000 001` */
function Recipients({ whom }: { whom: (string | undefined)[] | null }) {
  const { writing } = useWords();
  return (
    <p>
      <span class="mute">{writing.to}: </span>
      <strong class="number">{whom?.filter(Boolean).join(" · ")}</strong>
    </p>
  );
}
