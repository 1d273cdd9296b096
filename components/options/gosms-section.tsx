import { GosmsForm } from "./gosms-form.tsx";
import type { OptionsActions, OptionsModel } from "./model.ts";
import { Outside, Section } from "./section.tsx";
import { useWords } from "./words.ts";

export function GosmsSection({ model, actions }: { model: OptionsModel; actions: OptionsActions }) {
  const { options } = useWords();
  return (
    <Section title={options.sections.gosms} lead={options.gosms.lead}>
      <GosmsForm model={model} actions={actions} />
      <GosmsHelp />
    </Section>
  );
}

/** Where the values are found. */
export function GosmsHelp() {
  const { options } = useWords();
  const words = options.gosms;
  return (
    <aside class="card card-body help" aria-labelledby="gosms-help">
      <h2 id="gosms-help">{words.helpTitle}</h2>
      <p>
        {words.helpBefore}
        <strong>{words.helpPath}</strong>
        {words.helpAfter}
      </p>
      <p>
        <Outside href="https://app.gosms.eu/selfservice/api/" hint={words.newWindow}>
          {words.helpLink}
        </Outside>
      </p>
    </aside>
  );
}
