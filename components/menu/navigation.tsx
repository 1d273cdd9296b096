import "./menu.css";
import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import type { menu } from "../../lib/i18n/cs/menu.ts";
import { addressOf, type MenuName, menuGroups } from "./sections.ts";

export interface NavigationProps {
  words: typeof menu;
  current: MenuName;
  /** How much there is to do in a part, where that can be said. */
  counts: Partial<Record<MenuName, number>>;
}

const groups = Object.entries(menuGroups) as [keyof typeof menuGroups, readonly MenuName[]][];

/** The menu beside a page. */
export function WithMenu({ children, ...props }: NavigationProps & { children: ComponentChildren }) {
  return (
    <div class="page">
      <Navigation {...props} />
      {children}
    </div>
  );
}

function Navigation({ words, current, counts }: NavigationProps) {
  const id = useId();
  const { waiting = 0 } = counts;
  const menu = useRef<HTMLElement>(null);
  return (
    <header class="sidebar">
      <p class="brand">
        <span class="logo" aria-hidden="true">
          p
        </span>
        <span>Pípni</span>
      </p>
      {waiting > 0 && current !== "waiting" && (
        <a class="menu-waiting" href={addressOf("waiting")}>
          {words.sections.waiting}
          <Count count={waiting} quiet={false} />
        </a>
      )}
      <button type="button" class="button menu-button" popovertarget={id}>
        <span class="visually-hidden">{words.navigation}: </span>
        {words.sections[current]}
        {current === "waiting" && <Count count={waiting} quiet={false} />}
        <span class="chevron" aria-hidden="true" />
      </button>
      {/* Where there is room, it stands beside the page whether it was opened or not. */}
      <nav id={id} class="menu" popover="auto" aria-label={words.navigation} ref={menu}>
        {groups.map(([group, names]) => (
          <div key={group}>
            <h2 class="menu-title small mute">{words.groups[group]}</h2>
            <ul>
              {names.map((name) => (
                <li key={name}>
                  <a
                    href={addressOf(name)}
                    aria-current={name === current ? "page" : undefined}
                    onClick={() => menu.current?.hidePopover()}
                  >
                    {words.sections[name]}
                    <Count count={counts[name] ?? 0} quiet={name === "start"} />
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

/** @param quiet what is yet to be set up troubles nobody */
function Count({ count, quiet }: { count: number; quiet: boolean }) {
  if (count === 0) return null;
  return (
    <>
      {" "}
      <span class={quiet ? "menu-count quiet number" : "menu-count number"}>
        {count > 99 ? "99+" : count}
      </span>
    </>
  );
}
