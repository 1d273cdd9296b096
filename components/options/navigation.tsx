import { type SectionName, sectionHashes, sectionNames } from "./model.ts";
import { useWords } from "./words.ts";

export function Navigation({ current }: { current: SectionName }) {
  const { options } = useWords();
  return (
    <header class="sidebar">
      <p class="brand">
        <span class="logo" aria-hidden="true">
          p
        </span>
        Pípni
      </p>
      <nav aria-label={options.navigation}>
        <ul>
          {sectionNames.map((name) => (
            <li key={name}>
              <a href={sectionHashes[name]} aria-current={name === current ? "page" : undefined}>
                {options.sections[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
