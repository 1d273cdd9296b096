import { useEffect } from "preact/hooks";
import { newsVersions } from "../../lib/domain/news.ts";
import { Section } from "./section.tsx";
import { useWords } from "./words.ts";

/** What each version brought, in words for the person at the desk. Whoever has opened it has read it. */
export function NewsSection({ onRead }: { onRead: () => Promise<void> }) {
  const { options } = useWords();
  const words = options.news;
  useEffect(() => {
    // It would only be offered once more.
    onRead().catch(() => {});
  }, []);
  return (
    <Section title={options.sections.news} lead={words.lead}>
      {newsVersions.map((version) => (
        <section key={version} class="card card-body stack tight">
          <h2>{words.version(version)}</h2>
          <ul class="plain-list">
            {words.versions[version].map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      ))}
    </Section>
  );
}
