import { useState } from "preact/hooks";
import { Act } from "../waiting/act.tsx";
import type { PageState, PopupActions } from "./model.ts";
import { useWords } from "./words.ts";

type Tone = "ok" | "wait" | "warn" | "bad";

/** The page under the popup: whether its calendar is read, and the switch for it. */
export function ThisPage({ page, actions }: { page: PageState | null; actions: PopupActions }) {
  const { popup } = useWords();
  const [refused, setRefused] = useState(false);
  const enable = async () => {
    setRefused(false);
    setRefused((await actions.enablePage()) === "refused");
  };
  const teach = async () => {
    setRefused(false);
    setRefused((await actions.teachPage()) === "refused");
  };
  const { pill, more, press, check, teachable } = useTold(page);
  return (
    <section class="this-page" aria-labelledby="page-title">
      <div class="line">
        <h2 id="page-title" class="line-title">
          {popup.page}
        </h2>
        <span role="status">{pill && <span class={`status ${pill.tone}`}>{pill.text}</span>}</span>
        <span class="line-end">
          {page?.type === "calendar" &&
            (!page.enabled ? (
              <Act group="page" act={enable}>
                {popup.turnOn}
              </Act>
            ) : (
              <Act group="page" act={actions.disablePage}>
                {popup.turnOff}
              </Act>
            ))}
        </span>
      </div>
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
      {refused && (
        <p class="small text-bad" role="alert">
          {popup.refused}
        </p>
      )}
    </section>
  );
}

interface Told {
  pill?: { tone: Tone; text: string };
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
      return { more: popup.impossible };
    case "failed":
      return { more: popup.pageFailed };
    case "offered":
      return {
        pill: { tone: "wait", text: popup.notCalendar },
        more: popup.enableHint,
        press: popup.enable,
        teachable: "teachHint",
      };
    case "calendar": {
      const { enabled, granted, health, standing } = page;
      if (!enabled) return { pill: { tone: "wait", text: popup.off } };
      if (!granted)
        return {
          pill: { tone: "warn", text: popup.withdrawn },
          more: popup.withdrawnMeans,
          press: popup.grant,
        };
      if (!health) return { pill: { tone: "wait", text: popup.asking } };
      if (health.state === "reading" && (standing === "unconfirmed" || standing === "changed")) {
        const { title, means } = popup.doubts[standing];
        return {
          pill: { tone: "warn", text: title },
          more: means,
          check: popup.checkReading,
          teachable: "teachAgainHint",
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
          };
    }
  }
}
