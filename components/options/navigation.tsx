import { type SectionName, sectionGroups, sectionHashes } from "./sections.ts";
import { useWords } from "./words.ts";

interface NavigationProps {
  current: SectionName;
  /** How much there is to do in a section, where that can be said. */
  counts: Partial<Record<SectionName, number>>;
}

const groups = Object.entries(sectionGroups) as [keyof typeof sectionGroups, readonly SectionName[]][];

export function Navigation({ current, counts }: NavigationProps) {
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
                    <Count count={counts[name] ?? 0} />
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

function Count({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <>
      {" "}
      <span class="menu-count number">{count > 99 ? "99+" : count}</span>
    </>
  );
}
