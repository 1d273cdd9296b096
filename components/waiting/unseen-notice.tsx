import { useId } from "preact/hooks";
import type { UnseenRow } from "../../lib/domain/looks/unseen.ts";
import { formatMoment } from "../ui/moment.ts";
import { Act } from "./act.tsx";
import type { WaitingActions } from "./model.ts";
import { useWords } from "./words.ts";

/** As many as are read at a glance. */
const mostShown = 4;

interface UnseenProps {
  rows: readonly UnseenRow[];
  /** Whether they no longer do, and a person decides. */
  isLost?: boolean;
  timeZone: string;
  actions: WaitingActions;
}

/** Confirmations that wait for their calendar to show the appointment, or those that no longer do. */
export function UnseenNotice({ rows, isLost = false, timeZone, actions }: UnseenProps) {
  const { waiting } = useWords();
  const id = useId();
  const count = rows.length;
  if (count === 0) return null;
  const inOrder = rows.toSorted((a, b) => Date.parse(a.creation.start) - Date.parse(b.creation.start));
  return (
    <section class={isLost ? "notice warn block" : "notice wait block"} aria-labelledby={id}>
      <h2 id={id} class="block-title">
        {isLost ? waiting.unseenLostTitle(count) : waiting.unseenTitle(count)}
      </h2>
      <ul class="unseen">
        {inOrder.slice(0, mostShown).map((row) => (
          <Unseen key={row.id} row={row} timeZone={timeZone} actions={actions} />
        ))}
      </ul>
      {count > mostShown && <p class="small mute">{waiting.unseenMore(count - mostShown)}</p>}
    </section>
  );
}

function Unseen({
  row: { id, creation, state },
  timeZone,
  actions,
}: { row: UnseenRow } & Pick<UnseenProps, "timeZone" | "actions">) {
  const { waiting, locale } = useWords();
  const { patient, title, start, why } = creation;
  const who = patient?.name || title || patient?.phone || waiting.noName;
  const when = formatMoment(start, timeZone, locale);
  /** Several may have no name. */
  const which = `${who} ${when}`;
  return (
    <li tabIndex={-1}>
      <div>
        <strong>{who}</strong> <span class="number">{when}</span>
      </div>
      <div class="small">{waiting.unseenWhy[state === "waits" ? why : state]}</div>
      <div class="text-actions small">
        <Act group={id} label={waiting.choiceFor(waiting.showDay, which)} act={() => actions.showUnseen(id)}>
          {waiting.showDay}
        </Act>
        <Act group={id} label={waiting.choiceFor(waiting.drop, which)} act={() => actions.dropUnseen(id)}>
          {waiting.drop}
        </Act>
      </div>
    </li>
  );
}
