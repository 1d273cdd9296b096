import { type SectionName, sectionGroups, sectionHashes } from "./model.ts";
import { useWords } from "./words.ts";

interface NavigationProps {
  current: SectionName;
  /** How much waits for a person. */
  waiting: number;
}

const groups = Object.entries(sectionGroups) as [keyof typeof sectionGroups, readonly SectionName[]][];

export function Navigation({ current, waiting }: NavigationProps) {
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
        {groups.map(([group, names]) => (
          <div key={group}>
            <h2 class="menu-title small mute">{options.groups[group]}</h2>
            <ul>
              {names.map((name) => (
                <li key={name}>
                  <a href={sectionHashes[name]} aria-current={name === current ? "page" : undefined}>
                    {options.sections[name]}
                    {name === "waiting" && waiting > 0 && (
                      <>
                        {" "}
                        <span class="menu-count number">{waiting > 99 ? "99+" : waiting}</span>
                      </>
                    )}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </header>
  );
}
