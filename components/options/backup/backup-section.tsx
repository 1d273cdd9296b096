import type { OptionsActions, OptionsModel } from "../model.ts";
import { Section } from "../section.tsx";
import { useWords } from "../words.ts";
import { LoadCard } from "./load-card.tsx";
import { SaveCard } from "./save-card.tsx";

/** Everything set, in one file and out of it. */
export function BackupSection({ model, actions }: { model: OptionsModel; actions: OptionsActions }) {
  const { options } = useWords();
  return (
    <Section title={options.sections.backup} lead={options.backup.lead}>
      <SaveCard save={actions.backup.save} />
      <LoadCard model={model} actions={actions} />
    </Section>
  );
}
