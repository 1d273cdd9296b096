import type { Settings } from "../../../lib/domain/settings.ts";
import { TextField } from "../../ui/controls.tsx";
import { useDraft } from "../draft.ts";
import { DraftForm } from "../draft-form.tsx";
import type { OptionsActions } from "../model.ts";
import { useWords } from "../words.ts";

interface PracticeStepProps extends Pick<OptionsActions, "changeSettings"> {
  settings: Settings;
}

/** The two values that every text names. */
export function PracticeStep({ settings, changeSettings }: PracticeStepProps) {
  const { options } = useWords();
  const words = options.practice;
  const { name, phone } = settings.practice;
  const form = useDraft({
    saved: { name, phone },
    valid: (draft) => draft.name.trim() !== "" && draft.phone.trim() !== "",
    store: (draft) =>
      changeSettings((current) => ({
        ...current,
        practice: { ...current.practice, name: draft.name.trim(), phone: draft.phone.trim() },
      })),
  });
  const missing = (typed: string) =>
    form.tried && typed.trim() === "" ? options.start.practice.missing : undefined;
  return (
    <DraftForm form={form}>
      <TextField
        label={words.name}
        hint={words.nameHint}
        error={missing(form.value.name)}
        placeholder={words.namePlaceholder}
        maxLength={100}
        autocomplete="organization"
        value={form.value.name}
        onEdit={(typed) => form.edit({ name: typed })}
      />
      <TextField
        label={words.phone}
        hint={words.phoneHint}
        error={missing(form.value.phone)}
        placeholder={words.phonePlaceholder}
        type="tel"
        class="medium"
        maxLength={50}
        autocomplete="tel"
        value={form.value.phone}
        onEdit={(typed) => form.edit({ phone: typed })}
      />
    </DraftForm>
  );
}
