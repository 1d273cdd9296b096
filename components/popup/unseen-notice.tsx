import { useId } from "preact/hooks";
import type { UnseenRow } from "../../lib/domain/looks/unseen.ts";
import { formatMoment } from "../ui/moment.ts";
import { Act } from "./act.tsx";
import type { PopupActions } from "./model.ts";
import { useWords } from "./words.ts";

/** As many as are read at a glance. */
const mostShown = 4;

interface UnseenProps {
  rows: readonly UnseenRow[];
  timeZone: string;
  actions: PopupActions;
}

/** Confirmations that wait for their calendar to show the appointment, and those that no longer do. */
export function UnseenNotices({ rows, ...props }: UnseenProps) {
  const inOrder = rows.toSorted((a, b) => Date.parse(a.creation.start) - Date.parse(b.creation.start));
  const lost = inOrder.filter(({ state }) => state !== "waits");
  const waiting = inOrder.filter(({ state }) => state === "waits");
  return (
    <>
      {lost.length > 0 && <UnseenNotice rows={lost} isLost {...props} />}
      {waiting.length > 0 && <UnseenNotice rows={waiting} isLost={false} {...props} />}
    </>
  );
}

function UnseenNotice({ rows, isLost, timeZone, actions }: UnseenProps & { isLost: boolean }) {
  const { popup } = useWords();
  const id = useId();
  const count = rows.length;
  return (
    <section class={isLost ? "notice warn block" : "notice wait block"} aria-labelledby={id}>
      <h2 id={id} class="block-title">
        {isLost ? popup.unseenLostTitle(count) : popup.unseenTitle(count)}
      </h2>
      <ul class="unseen">
        {rows.slice(0, mostShown).map((row) => (
          <Unseen key={row.id} row={row} timeZone={timeZone} actions={actions} />
        ))}
      </ul>
      {count > mostShown && <p class="small mute">{popup.unseenMore(count - mostShown)}</p>}
    </section>
  );
}

function Unseen({
  row: { id, creation, state },
  timeZone,
  actions,
}: { row: UnseenRow } & Omit<UnseenProps, "rows">) {
  const { popup, locale } = useWords();
  const { patient, title, start, why } = creation;
  const who = patient?.name || title || patient?.phone || popup.noName;
  const when = formatMoment(start, timeZone, locale);
  /** Several may have no name. */
  const which = `${who} ${when}`;
  return (
    <li tabIndex={-1}>
      <div>
        <strong>{who}</strong> <span class="number">{when}</span>
      </div>
      <div class="small">{popup.unseenWhy[state === "waits" ? why : state]}</div>
      <div class="text-actions small">
        <Act group={id} label={popup.choiceFor(popup.showDay, which)} act={() => actions.showUnseen(id)}>
          {popup.showDay}
        </Act>
        <Act group={id} label={popup.choiceFor(popup.drop, which)} act={() => actions.dropUnseen(id)}>
          {popup.drop}
        </Act>
      </div>
    </li>
  );
}
