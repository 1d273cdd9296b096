import { sectionHashes } from "../menu/sections.ts";
import type { OptionsModel } from "./model.ts";
import { Outside, Section } from "./section.tsx";
import { useWords } from "./words.ts";

export function AboutSection({ model }: { model: OptionsModel }) {
  const { options } = useWords();
  const words = options.about;
  const hint = options.gosms.newWindow;
  return (
    <Section title={options.sections.about} lead={words.lead}>
      <p>
        <Outside href={words.helpPage} hint={hint}>
          {words.help}
        </Outside>
      </p>
      <p>
        <a href={sectionHashes.news}>{options.sections.news}</a>
      </p>
      <section class="card card-body stack tight">
        <h2>{words.privacyTitle}</h2>
        <ul class="plain-list">
          {words.privacy.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <p>
          <Outside href={words.privacyPage} hint={hint}>
            {words.privacyLink}
          </Outside>
        </p>
      </section>
      <section class="card card-body stack tight">
        <h2>{words.gosmsTitle}</h2>
        <p>{words.gosms}</p>
        <p>
          <Outside href="https://app.gosms.eu/" hint={hint}>
            {words.gosmsLink}
          </Outside>
        </p>
      </section>
      {model.plugins.length > 0 && (
        <section class="card card-body stack tight">
          <h2>{words.plugins}</h2>
          <ul class="plain-list">
            {model.plugins.map(({ id, name, version, description }) => (
              <li key={id}>
                <strong>{name}</strong> <span class="mute small number">{version}</span>
                <div class="small mute">{description}</div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="card card-body">
        <dl class="facts">
          <div>
            <dt>{words.version}</dt>
            <dd class="number">{model.version}</dd>
          </div>
          <div>
            <dt>{words.license}</dt>
            <dd>
              <Outside href="https://mozilla.org/MPL/2.0/" hint={hint}>
                MPL-2.0
              </Outside>
              <div class="small mute">{words.licenseHint}</div>
              <Outside href="/LICENSES.txt" hint={hint}>
                {words.licences}
              </Outside>
            </dd>
          </div>
        </dl>
      </section>
    </Section>
  );
}
