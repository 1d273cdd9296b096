import { useEffect, useRef, useState } from "preact/hooks";
import type { MessageKind } from "../../lib/domain/text/message-kind.ts";
import { BusyButton } from "../ui/busy-button.tsx";
import { useWords } from "./words.ts";

/** More than this at once is asked about first; so is every cancellation. */
const many = 50;

interface SendControlsProps {
  count: number;
  kind: MessageKind;
  busy: boolean;
  /** Nothing can be sent just now. */
  blocked: boolean;
  /** Rejected texts that can be sent again; none while others are on their way. */
  failed: number;
  busyAgain: boolean;
  /** Texts are on their way. */
  running: boolean;
  /** Hides the main button when there is nothing left that it could do. */
  hasSend: boolean;
  onSend: () => void;
  onSendAgain: () => void;
}

export function SendControls(props: SendControlsProps) {
  const { count, kind, busy, blocked, failed, busyAgain, running, hasSend, onSend, onSendAgain } = props;
  const { bulk } = useWords();
  const [asking, setAsking] = useState(false);
  const send = useRef<HTMLDivElement>(null);
  const back = useRef<HTMLButtonElement>(null);
  // What was asked about is no longer what would be sent.
  useEffect(() => setAsking(false), [count, kind]);
  useEffect(() => {
    if (asking) back.current?.focus();
  }, [asking]);

  const leave = () => {
    setAsking(false);
    requestAnimationFrame(() => send.current?.querySelector<HTMLElement>(".primary")?.focus());
  };

  if (asking && count > 0) {
    const question =
      kind !== "cancellation"
        ? bulk.confirmMany(count)
        : count === 1
          ? bulk.confirmCancellationOne
          : bulk.confirmCancellation(count);
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
      <div
        class="controls"
        role="group"
        aria-labelledby="confirm"
        onKeyDown={(event) => {
          if (event.key === "Escape") leave();
        }}
        // The second half of a double click on "Odeslat" is no answer to the question that came up under it.
        onClickCapture={(event) => {
          if (event.detail < 2) return;
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        <strong id="confirm" role="alert">
          {question}
        </strong>
        <div class="controls-buttons">
          <button type="button" class="button" ref={back} onClick={leave}>
            {bulk.back}
          </button>
          <BusyButton
            tone="primary"
            busy={busy}
            busyLabel={bulk.sending}
            blocked={blocked}
            onPress={() => {
              setAsking(false);
              onSend();
            }}
          >
            {bulk.send(count)}
          </BusyButton>
        </div>
      </div>
    );
  }
  if (!running && !busy && !hasSend && failed === 0) return null;
  return (
    <div class="controls" ref={send}>
      {running && <span class="small mute">{bulk.canClose}</span>}
      <div class="controls-buttons">
        {failed > 0 && (
          <BusyButton busy={busyAgain} busyLabel={bulk.sendingAgain} onPress={onSendAgain}>
            {bulk.sendFailedAgain}
          </BusyButton>
        )}
        {(hasSend || busy) && (
          <BusyButton
            tone="primary"
            busy={busy}
            busyLabel={bulk.sending}
            blocked={blocked || count === 0}
            onPress={() => (count > many || kind === "cancellation" ? setAsking(true) : onSend())}
          >
            {bulk.send(count)}
          </BusyButton>
        )}
      </div>
    </div>
  );
}
