import { useEffect, useState } from "preact/hooks";
import { dryDayAddress } from "../../menu/sections.ts";
import { BusyButton } from "../../ui/busy-button.tsx";
import { Notice, TextField } from "../../ui/controls.tsx";
import { formatMoney } from "../../ui/money.ts";
import type { OptionsActions, OptionsModel, OwnTextAnswer } from "../model.ts";
import { contributedBy, exampleValues, previewOf } from "../template-preview.ts";
import { useWords } from "../words.ts";

interface OwnTextStepProps {
  model: Pick<OptionsModel, "settings" | "plugins">;
  actions: Pick<OptionsActions, "priceOf" | "textMyself">;
  /** Without an account and the practice's name there is nothing to send. */
  isReady: boolean;
}

type Answer = OwnTextAnswer | "failed";

/** What a patient gets, on the phone of whoever sets Pípni up. */
export function OwnTextStep({ model, actions, isReady }: OwnTextStepProps) {
  const { common, options, locale } = useWords();
  const words = options.start.ownText;
  const { settings, plugins } = model;
  const { language, plain } = settings.sending;
  const values = exampleValues(settings, language, contributedBy(plugins));
  const { text, problem, empty } = previewOf(settings.templates.confirmation.texts[language], values, {
    plain,
    language,
  });
  const [phone, setPhone] = useState("");
  const [price, setPrice] = useState<Awaited<ReturnType<OptionsActions["priceOf"]>>>(null);
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const isWhole = isReady && problem === null && empty.length === 0;

  useEffect(() => {
    setPrice(null);
    if (!isWhole || phone.trim() === "") return undefined;
    let isOver = false;
    const timer = setTimeout(async () => {
      const known = await actions.priceOf({ text, phone }).catch(() => null);
      if (!isOver) setPrice(known);
    }, typingPauseMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [actions, isWhole, phone, text]);

  if (!isWhole) return <p>{words.notReady}</p>;
  const send = async () => {
    setBusy(true);
    setAnswer(null);
    setAnswer(await actions.textMyself({ phone, text }).catch((): Answer => "failed"));
    setBusy(false);
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void send();
      }}
    >
      <p class="small mute">
        {words.dry}{" "}
        <a href={dryDayAddress} target="_blank" rel="noopener">
          {words.dryLink}
        </a>
      </p>
      <p>{words.lead}</p>
      <p class="bubble">{text}</p>
      <TextField
        label={words.phone}
        hint={words.phoneHint}
        type="tel"
        class="medium"
        maxLength={50}
        autocomplete="tel"
        value={phone}
        onEdit={setPhone}
      />
      <div class="row">
        <BusyButton tone="primary" submit busy={busy} busyLabel={words.sending} blocked={phone.trim() === ""}>
          {words.send}
        </BusyButton>
        <span class="small mute number" role="status">
          {price &&
            (price.estimated ? words.about : words.costs)(formatMoney(price.price, price.currency, locale))}
        </span>
      </div>
      {answer === "failed" && <Notice tone="bad">{words.unknown}</Notice>}
      {answer !== null && answer !== "failed" && (
        <>
          {answer.state === "sent" && <Notice tone="ok">{words.sent(answer.phone)}</Notice>}
          {answer.state === "notSent" && (
            <Notice tone="bad">
              {words.notSent} {common.reason(answer.reason)}
            </Notice>
          )}
          {answer.state === "unknown" && <Notice tone="warn">{words.unknown}</Notice>}
        </>
      )}
    </form>
  );
}

const typingPauseMs = 400;
