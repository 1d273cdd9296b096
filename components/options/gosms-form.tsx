import { useState } from "preact/hooks";
import type { Account } from "../../lib/domain/account.ts";
import { BusyButton } from "../ui/busy-button.tsx";
import { Field } from "../ui/controls.tsx";
import { useDraft } from "./draft.ts";
import { DraftForm } from "./draft-form.tsx";
import type { OptionsActions, OptionsModel, TestOutcome } from "./model.ts";
import { TestAnswer } from "./test-answer.tsx";
import { useWords } from "./words.ts";

interface GosmsDraft {
  clientId: string;
  /** Empty keeps the stored one. */
  secret: string;
  /** As typed. */
  channel: string;
}

const channelOf = (typed: string): number | null =>
  /^\d{1,15}$/u.test(typed.trim()) ? Number(typed) || null : null;

/** A channel is optional only as an empty field: the Test lists those of the account. */
const channelWrong = (typed: string) => typed.trim() !== "" && channelOf(typed) === null;

type GosmsFormProps = { model: Pick<OptionsModel, "credentials" | "settings"> } & {
  actions: Pick<OptionsActions, "testGateway" | "saveCredentials" | "changeSettings">;
};

/** The three values from GoSMS, and Test, which saves them once they are right. */
export function GosmsForm({ model, actions }: GosmsFormProps) {
  const { options, common } = useWords();
  const words = options.gosms;
  const { credentials, settings } = model;
  const stored = credentials?.hasSecret ?? false;
  const [outcome, setOutcome] = useState<TestOutcome | null>(null);
  // Outlives the answer: once it is known, the channel is picked and not typed, after a failed Test as well.
  const [account, setAccount] = useState<Account | null>(null);
  const [testing, setTesting] = useState(false);
  const [testFailed, setTestFailed] = useState(false);
  const [testTried, setTestTried] = useState(false);

  const form = useDraft<GosmsDraft>({
    saved: {
      clientId: credentials?.clientId ?? "",
      secret: "",
      channel: settings.sending.channel?.toString() ?? "",
    },
    valid: ({ clientId, secret, channel }) =>
      clientId.trim() !== "" && (stored || secret.trim() !== "") && !channelWrong(channel),
    store: async ({ clientId, secret, channel }) => {
      const clientSecret = secret.trim() || null;
      if (clientSecret || clientId.trim() !== credentials?.clientId) {
        await actions.saveCredentials({ clientId: clientId.trim(), clientSecret });
      }
      await actions.changeSettings((current) => ({
        ...current,
        sending: { ...current.sending, channel: channelOf(channel) },
      }));
    },
  });
  const { clientId, secret, channel } = form.value;
  const channels = account?.channels ?? [];
  const tried = form.tried || testTried;
  /** An answer speaks of what was tested, not of what is typed now. */
  const edit = (patch: Partial<GosmsDraft>) => {
    setOutcome(null);
    if (patch.clientId !== undefined || patch.secret !== undefined) setAccount(null);
    form.edit(patch);
  };

  const test = async () => {
    setTestTried(true);
    setOutcome(null);
    setTestFailed(false);
    if (clientId.trim() === "" || (!stored && secret.trim() === "") || channelWrong(channel)) return;
    setTesting(true);
    try {
      const answer = await actions.testGateway({
        clientId: clientId.trim(),
        clientSecret: secret.trim(),
        channel: channelOf(channel),
      });
      // An answer that never came says nothing of the account.
      setAccount((known) => answer.account ?? known);
      let told: TestOutcome = answer;
      if (answer.ok) {
        const only = answer.account.channels.length === 1 ? answer.account.channels[0] : undefined;
        if (!answer.channel && only) {
          form.edit({ channel: String(only.id) });
          told = { ...answer, channel: only };
        }
        // Before the good news: whoever goes on at once must not be asked whether to save.
        await form.save();
        setTestTried(false);
      }
      setOutcome(told);
    } catch {
      setTestFailed(true);
    }
    setTesting(false);
  };

  return (
    <div>
      <DraftForm
        form={form}
        class="card"
        autocomplete="off"
        buttons={
          <BusyButton busy={testing} busyLabel={words.testing} onPress={test}>
            {words.test}
          </BusyButton>
        }
      >
        <div class="card-body stack">
          <Field
            label={words.clientId}
            error={tried && clientId.trim() === "" ? words.clientIdMissing : undefined}
          >
            {(aria) => (
              <input
                {...aria}
                type="text"
                class="code"
                spellcheck={false}
                autocomplete="off"
                value={clientId}
                onInput={(event) => edit({ clientId: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field
            label={words.clientSecret}
            hint={
              stored && (
                <>
                  {secret === "" && (
                    <strong class="stored">✓ {words.secretStored(credentials?.secretHint ?? "")}. </strong>
                  )}
                  {secret === "" ? words.secretReplace : words.secretNew}
                </>
              )
            }
            error={tried && !stored && secret.trim() === "" ? words.secretMissing : undefined}
          >
            {(aria) => (
              <input
                {...aria}
                type="password"
                class="code"
                spellcheck={false}
                // Otherwise the browser offers to keep it among the user's own passwords.
                autocomplete="new-password"
                placeholder={stored ? "••••••••••••" : undefined}
                value={secret}
                onInput={(event) => edit({ secret: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field
            label={words.channel}
            hint={words.channelHint}
            error={channelWrong(channel) ? words.channelInvalid : undefined}
          >
            {(aria) =>
              channels.length > 0 ? (
                <select
                  {...aria}
                  value={channels.some(({ id }) => id === channelOf(channel)) ? channel.trim() : ""}
                  onChange={(event) => {
                    edit({ channel: event.currentTarget.value });
                    // GoSMS has named it, so there is nothing to correct.
                    void form.save();
                  }}
                >
                  <option value="" disabled>
                    {words.channelPick}
                  </option>
                  {channels.map(({ id, name, sender }) => (
                    <option key={id} value={String(id)}>
                      {words.channelName(id, name, sender)}
                    </option>
                  ))}
                </select>
              ) : (
                <input
                  {...aria}
                  type="text"
                  inputMode="numeric"
                  class="code short"
                  autocomplete="off"
                  value={channel}
                  onInput={(event) => edit({ channel: event.currentTarget.value })}
                />
              )
            }
          </Field>
        </div>
      </DraftForm>
      <TestAnswer outcome={outcome} failed={testFailed ? common.failed : null} />
    </div>
  );
}
