import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Act } from "../waiting/act.tsx";
import { FeedLines, type PopupFeed } from "./feeds.tsx";
import type { PageState, PopupActions } from "./model.ts";
import { useWords } from "./words.ts";

type Tone = "ok" | "wait" | "warn" | "bad";

interface ThisPageProps {
  page: PageState | null;
  actions: PopupActions;
  feeds: readonly PopupFeed[];
  timeZone: string;
  /** What else stands in the one line. */
  children: ComponentChildren;
}

/** The page under the popup in one word, which opens what can be done about it. Open where something is to be done. */
export function ThisPage({ page, actions, feeds, timeZone, children }: ThisPageProps) {
  const { popup } = useWords();
  const id = useId();
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [refused, setRefused] = useState(false);
  const enable = async () => {
    setRefused(false);
    setRefused((await actions.enablePage()) === "refused");
  };
  const teach = async () => {
    setRefused(false);
    setRefused((await actions.teachPage()) === "refused");
  };
  const { pill, more, press, check, teachable, isPressing = false } = useTold(page);
  const open = chosen ?? isPressing;
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (chosen) panel.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <>
      {open && (
        <section class="this-page" id={id} aria-label={popup.page} ref={panel}>
          {(more || press || check) && (
            <div class="told">
              {more && <p class="small mute">{more}</p>}
              {press && (
                <Act group="page" look="button" act={enable}>
                  {press}
                </Act>
              )}
              {check && (
                <Act group="page" look="primary" act={actions.checkReading}>
                  {check}
                </Act>
              )}
            </div>
          )}
          {teachable && (
            <div class="told">
              <p class="small mute">{popup[teachable]}</p>
              <Act group="page" look="button" act={teach}>
                {popup.teach}
              </Act>
            </div>
          )}
          {page?.type === "calendar" && (
            <div class="told">
              <p class="small mute">{page.name}</p>
              {page.enabled ? (
                <Act group="page" look="button" act={actions.disablePage}>
                  {popup.turnOff}
                </Act>
              ) : (
                <Act group="page" look="button" act={enable}>
                  {popup.turnOn}
                </Act>
              )}
            </div>
          )}
          {refused && (
            <p class="small text-bad" role="alert">
              {popup.refused}
            </p>
          )}
          <FeedLines feeds={feeds} timeZone={timeZone} onBulk={actions.openBulk} />
        </section>
      )}
      <footer class="bottom">
        <nav class="line small" aria-label={popup.links}>
          <span role="status">
            <button
              type="button"
              class="page-state"
              aria-expanded={open}
              aria-controls={open ? id : undefined}
              onClick={() => setChosen(!open)}
            >
              <span class="visually-hidden">{popup.page}: </span>
              <span class={`status ${pill.tone}`}>{pill.text}</span>
              <span class="chevron" aria-hidden="true" />
            </button>
          </span>
          {children}
        </nav>
      </footer>
    </>
  );
}

interface Told {
  pill: { tone: Tone; text: string };
  /** Whether somebody should do something about it. */
  isPressing?: boolean;
  more?: string;
  /** What the button says that lets Pípni in. */
  press?: string;
  /** What the button says that opens the window in which what is read is confirmed. */
  check?: string;
  /** Why it may be taught: no plugin reads it, as far as is known, or one reads it wrongly. */
  teachable?: "teachHint" | "teachAgainHint";
}

function useTold(page: PageState | null): Told {
  const { common, popup } = useWords();
  if (!page) return { pill: { tone: "wait", text: popup.asking } };
  switch (page.type) {
    case "impossible":
      return { pill: { tone: "wait", text: popup.noCalendar }, more: popup.impossible };
    case "failed":
      return { pill: { tone: "warn", text: popup.noCalendar }, more: popup.pageFailed, isPressing: true };
    case "offered":
      return {
        pill: { tone: "wait", text: popup.notCalendar },
        more: popup.enableHint,
        press: popup.enable,
        teachable: "teachHint",
        isPressing: page.isFirst,
      };
    case "calendar": {
      const { enabled, granted, health, standing } = page;
      if (!enabled) return { pill: { tone: "wait", text: popup.off } };
      if (!granted)
        return {
          pill: { tone: "warn", text: popup.withdrawn },
          more: popup.withdrawnMeans,
          press: popup.grant,
          isPressing: true,
        };
      if (!health) return { pill: { tone: "wait", text: popup.asking } };
      if (health.state === "reading" && (standing === "unconfirmed" || standing === "changed")) {
        const { title, means } = popup.doubts[standing];
        return {
          pill: { tone: "warn", text: title },
          more: means,
          check: popup.checkReading,
          teachable: "teachAgainHint",
          isPressing: true,
        };
      }
      return health.state === "reading"
        ? {
            pill: {
              tone: "ok",
              text: health.isByFeed ? popup.byFeed : popup.reading(common.appointments(health.appointments)),
            },
            // What comes from an address nobody has to point at.
            ...(!health.isByFeed && { teachable: "teachAgainHint" as const }),
          }
        : {
            pill: { tone: "bad", text: popup.unreadable },
            more: `${health.missing} ${popup.unreadableMeans}`,
            teachable: "teachHint",
            isPressing: true,
          };
    }
  }
}
