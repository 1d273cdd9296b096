import { useEffect, useRef, useState } from "preact/hooks";
import type { Brake } from "../../lib/domain/bulk/brake.ts";
import type { OwnWords } from "../../lib/domain/text/kept-text.ts";
import type { MessageKind } from "../../lib/domain/text/message-kind.ts";
import { BusyButton } from "../ui/busy-button.tsx";
import { isSecondClick } from "../ui/second-click.ts";
import { BrakeControls } from "./brake-controls.tsx";
import { useWords } from "./words.ts";

/** More than this at once is asked about first; so is every cancellation. */
const many = 50;

interface SendControlsProps {
  /** Texts that would leave, and to how many numbers. */
  count: number;
  people: number;
  day: string;
  kind: MessageKind;
  ownWords: OwnWords;
  busy: "send" | "again" | "stop" | null;
  /** Nothing can be sent just now. */
  blocked: boolean;
  /** Rejected texts that can be sent again; none while others are on their way. */
  failed: number;
  /** What of the last press of "Odeslat" can still be stopped; `null` when nothing is on its way. */
  brake: Brake | null;
  paused: boolean;
  /** Hides the main button when there is nothing left that it could do. */
  hasSend: boolean;
  onSend: () => void;
  onSendAgain: () => void;
  onStop: () => void;
  /** Shows what would leave. */
  onDry: () => void;
}

export function SendControls(props: SendControlsProps) {
  const { count, people, day, kind, ownWords, busy, blocked, failed, brake, paused, hasSend } = props;
  const { onSend, onSendAgain, onStop, onDry } = props;
  const { bulk } = useWords();
  const [asking, setAsking] = useState(false);
  const send = useRef<HTMLDivElement>(null);
  // What was asked about is no longer what would be sent.
  useEffect(() => setAsking(false), [count, kind, ownWords]);

  if (asking && count > 0) {
    return (
      <Question
        words={bulk.confirm(kind, day, people)}
        sendLabel={bulk.send(count, kind, day)}
        blocked={blocked}
        onBack={() => {
          setAsking(false);
          requestAnimationFrame(() => send.current?.querySelector<HTMLElement>(".primary")?.focus());
        }}
        onSend={() => {
          setAsking(false);
          onSend();
        }}
      />
    );
  }
  if (!brake && busy !== "send" && !hasSend && failed === 0) return null;
  return (
    <div class="controls" ref={send}>
      {brake && <BrakeControls brake={brake} paused={paused} busy={busy === "stop"} onStop={onStop} />}
      <div class="controls-buttons">
        {hasSend && count > 0 && !brake && busy === null && (
          <button type="button" class="link small" onClick={onDry}>
            {bulk.dry.start}
          </button>
        )}
        {failed > 0 && (
          <BusyButton busy={busy === "again"} busyLabel={bulk.sendingAgain} onPress={onSendAgain}>
            {bulk.sendFailedAgain}
          </BusyButton>
        )}
        {(hasSend || busy === "send") && (
          <BusyButton
            tone="primary"
            busy={busy === "send"}
            busyLabel={bulk.sending}
            blocked={blocked || count === 0}
            onPress={() => (count > many || kind === "cancellation" ? setAsking(true) : onSend())}
          >
            {bulk.send(count, kind, day)}
          </BusyButton>
        )}
      </div>
    </div>
  );
}

interface QuestionProps {
  words: string;
  sendLabel: string;
  blocked: boolean;
  onBack: () => void;
  onSend: () => void;
}

/** Asks once more, with the focus on what sends nothing. */
function Question({ words, sendLabel, blocked, onBack, onSend }: QuestionProps) {
  const { bulk } = useWords();
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      class="controls"
      role="group"
      aria-labelledby="confirm"
      onKeyDown={(event) => {
        if (event.key === "Escape") onBack();
      }}
      // The second half of a double click on "Odeslat" is no answer to the question that came up under it.
      onClickCapture={(event) => {
        if (!isSecondClick(event)) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <strong id="confirm" role="alert">
        {words}
      </strong>
      <div class="controls-buttons">
        <button type="button" class="button" ref={back} onClick={onBack}>
          {bulk.back}
        </button>
        <BusyButton tone="primary" busy={false} busyLabel={bulk.sending} blocked={blocked} onPress={onSend}>
          {sendLabel}
        </BusyButton>
      </div>
    </div>
  );
}
