import "./dock.css";
import type { Ref } from "preact";
import { useEffect } from "preact/hooks";
import { brakeOf } from "../../lib/domain/bulk/brake.ts";
import type { Progress } from "../../lib/domain/bulk/lines.ts";
import { priceKey, unpriced } from "../../lib/domain/bulk/totals.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { isCarrier } from "../../lib/domain/outbox/predicates.ts";
import type { Reason } from "../../lib/domain/outbox/reason.ts";
import { Notice } from "../ui/controls.tsx";
import { BundleChoice } from "./bundle-choice.tsx";
import { DryControls } from "./dry-controls.tsx";
import type { DaySendingProps, Sample } from "./model.ts";
import { HeldNotice } from "./notices.tsx";
import { ProgressAnnouncer, ProgressBar } from "./progress.tsx";
import { SendControls } from "./send-controls.tsx";
import { CreditWarning, Summary } from "./summary.tsx";
import type { Selection } from "./use-selection.ts";
import type { Sending } from "./use-sending.ts";
import { useWords } from "./words.ts";

/** With these, no text would leave. Whatever else keeps the account from being read may pass by itself. */
const hopeless = new Set<Reason["code"]>(["credentialsMissing", "credentials"]);

interface DockProps
  extends Pick<
    DaySendingProps,
    | "day"
    | "calendar"
    | "kind"
    | "ownWords"
    | "model"
    | "actions"
    | "account"
    | "prices"
    | "askPrices"
    | "isDry"
    | "onDry"
  > {
  selection: Selection;
  sending: Sending;
  /** The newest text of each appointment of the press of "Odeslat" whose progress is shown. */
  inBatch: readonly Message[];
  progress: Progress | null;
  over: boolean;
  /** Ids of texts that did not get through and can be sent again. */
  failed: readonly string[];
  focus: Ref<HTMLElement>;
}

/** Stays in view under the appointments: what it costs, how far it is, and the buttons. */
export function Dock(props: DockProps) {
  const { day, calendar, kind, model, actions, account, prices, askPrices } = props;
  const { selection, sending, inBatch, progress, over, failed, focus, isDry, onDry } = props;
  const { bulk } = useWords();
  const { texts: chosen } = selection;
  const isBundling = model.settings.sending.joinSameNumber;

  const texts: readonly Sample[] = chosen.length > 0 ? chosen : inBatch.filter(isCarrier);
  const wanted = unpriced(texts, prices).map(priceKey).join();
  useEffect(() => (wanted ? askPrices(texts) : undefined), [askPrices, wanted]);

  const brake = brakeOf(inBatch);
  const [batch] = inBatch.flatMap((message) => message.batch ?? []);
  const noCredentials =
    !model.hasChannel || (account !== null && !account.ok && hopeless.has(account.reason.code));
  const isStopping = batch !== undefined && sending.busy === "stop";
  return (
    <div class="dock">
      <div class="dock-body">
        {sending.failure && <Notice tone="bad">{sending.failure}</Notice>}
        {kind !== "own" && (selection.hasSameNumber || isBundling) && selection.sendable.length > 0 && (
          <BundleChoice
            isOn={isBundling}
            disabled={sending.busy === "send"}
            onChange={actions.bundleSameNumber}
            onFailed={() => sending.fail(bulk.failed)}
          />
        )}
        {!isDry && (
          <HeldNotice
            messages={selection.lines.flatMap(({ message }) => message ?? [])}
            paused={model.paused}
            timeZone={calendar.timeZone}
            onRelease={actions.release}
          />
        )}
        {chosen.length > 0 && (
          <CreditWarning
            texts={texts}
            prices={prices}
            account={account}
            limit={model.settings.sending.lowCredit}
          />
        )}
        {progress ? (
          <ProgressBar progress={progress} stopped={brake.stopped} focus={focus}>
            <Summary
              texts={texts}
              prices={prices}
              account={account}
              title={chosen.length > 0 ? bulk.chosen : undefined}
            />
          </ProgressBar>
        ) : (
          <Summary texts={texts} prices={prices} account={account} />
        )}
      </div>
      {isDry && over ? (
        <DryControls count={chosen.length} onEnd={() => onDry(false)} />
      ) : (
        <SendControls
          count={chosen.length}
          people={new Set(chosen.map(({ phone }) => phone)).size}
          day={day}
          kind={kind}
          ownWords={props.ownWords}
          busy={sending.busy}
          blocked={sending.busy !== null || noCredentials}
          failed={isDry ? 0 : failed.length}
          brake={over && !isStopping ? null : brake}
          paused={model.paused}
          hasSend={!isDry && (chosen.length > 0 || !progress)}
          onSend={() => sending.send(chosen, selection.forgetTicked)}
          onSendAgain={() => sending.sendAgain(failed)}
          onStop={() => batch && sending.stop(batch)}
          onDry={() => onDry(true)}
        />
      )}
      <ProgressAnnouncer progress={progress} brake={brake} />
    </div>
  );
}
