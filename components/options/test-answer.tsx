import { useEffect, useRef } from "preact/hooks";
import { Notice } from "../ui/controls.tsx";
import { formatMoney } from "../ui/money.ts";
import type { TestOutcome } from "./model.ts";
import { useWords } from "./words.ts";

interface TestAnswerProps {
  outcome: TestOutcome | null;
  /** A failure of the extension itself. */
  failed: string | null;
}

/** Always there, so that what comes into it is read out; and brought into sight. */
export function TestAnswer(props: TestAnswerProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (props.outcome || props.failed) element.current?.scrollIntoView({ block: "nearest" });
  }, [props.outcome, props.failed]);
  return (
    <div class="answers" aria-live="polite" ref={element}>
      <Answer {...props} />
    </div>
  );
}

function Answer({ outcome, failed }: TestAnswerProps) {
  const { common, options, locale } = useWords();
  const words = options.gosms;
  if (failed) return <Notice tone="bad">{failed}</Notice>;
  if (!outcome) return null;
  const noChannels = outcome.account?.channels.length === 0;
  if (!outcome.ok) {
    const { code } = outcome.reason;
    return (
      <Notice tone="bad">
        <strong>{common.reason(outcome.reason)}</strong>
        <p>{code === "channel" && noChannels ? words.noChannels : words.advice(code)}</p>
      </Notice>
    );
  }
  const { account, channel } = outcome;
  return (
    <>
      <Notice tone="ok">
        <strong>✓ {words.testOk}</strong>
        <dl class="facts">
          <div>
            <dt>{words.credit}</dt>
            <dd class="number">
              {account.postpaid ? words.postpaid : formatMoney(account.credit, account.currency, locale)}
            </dd>
          </div>
          {channel && (
            <div>
              <dt>{words.sender}</dt>
              <dd>{[...new Set([channel.sender, channel.name])].filter(Boolean).join(" · ")}</dd>
            </div>
          )}
        </dl>
        <p class="small">{words.testedAndSaved}</p>
      </Notice>
      {!channel && <Notice tone="warn">{noChannels ? words.noChannels : words.channelWanted}</Notice>}
    </>
  );
}
