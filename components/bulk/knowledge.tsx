import type { Line } from "../../lib/domain/bulk/lines.ts";
import type { Knows } from "../../lib/domain/thread/knows.ts";
import { formatMoment, formatNear } from "../ui/moment.ts";
import { useWords } from "./words.ts";

/** What a patient knows of an appointment and has answered, beside it. */

/** Whether nothing was written since the day was read: after that the text's own state says what is so. */
export const isKnownAnew = ({ row, message }: Line): boolean => message?.id === row.latest?.id;

/** Whether the last that the patient heard is another time than the calendar's. */
export const knowsOtherTime = ({ believes }: Knows, { row }: Line): boolean =>
  believes?.what === "at" && !believes.isUnknown && believes.start !== row.appointment.start;

interface KnownProps {
  knows: Knows;
  line: Line;
  timeZone: string;
}

/** In a patient's words, and what is still to come. */
export function KnownSentences({ knows, line, timeZone }: KnownProps) {
  const { bulk, locale } = useWords();
  const words = bulk.knows;
  const { answer, unread, coming } = knows;
  // Of the window's own kind the state beside it tells.
  const kind = line.message?.kind;
  return (
    <>
      {answer?.verdict === "declines" && (
        <div class="small known">
          <strong class="text-bad">{words.declines}:</strong> {words.quote(answer.text)}
        </div>
      )}
      {unread !== null && (
        <div class="small known">
          <strong class="text-warn">{words.unread}:</strong> {words.quote(unread)}
        </div>
      )}
      {coming?.status === "scheduled" && (
        <div class="small mute">{words.coming(coming.kind, formatNear(coming.at, timeZone, locale))}</div>
      )}
      {coming?.status === "waiting" && coming.kind !== kind && (
        <div class="small mute">{words.waiting(coming.kind)}</div>
      )}
    </>
  );
}

type Tone = "ok" | "wait" | "warn" | "bad";

/** Short enough for the column of states. */
export function KnownFacts({ knows, line, timeZone }: KnownProps) {
  const { bulk, locale } = useWords();
  const words = bulk.knows;
  const when = (millis: number) => formatNear(millis, timeZone, locale);
  const { believes, answer } = knows;
  return (
    <>
      {believes && !isShown(believes, line) && beliefFact(believes)}
      {answer?.verdict === "confirms" && <Fact tone="ok" mark="✓" text={words.confirmed(when(answer.at))} />}
    </>
  );

  function beliefFact({ what, start, kind, at, isUnknown }: NonNullable<Knows["believes"]>) {
    if (what === "cancelled")
      return <Fact tone="warn" mark={isUnknown ? "?" : "✕"} text={words.cancelled(when(at), isUnknown)} />;
    if (start !== line.row.appointment.start)
      return <Fact tone="warn" mark="!" text={words.otherTime(formatMoment(start, timeZone, locale))} />;
    return (
      <Fact
        tone={isUnknown ? "warn" : "ok"}
        mark={isUnknown ? "?" : "✓"}
        text={words.told(kind, when(at), isUnknown)}
      />
    );
  }
}

/** Whether the state of the row's own text tells it. */
const isShown = ({ kind, start }: NonNullable<Knows["believes"]>, { row, message }: Line): boolean =>
  message !== null &&
  (message.state === "sent" || message.state === "unknown") &&
  message.kind === kind &&
  (kind === "cancellation" || start === row.appointment.start);

function Fact({ tone, mark, text }: { tone: Tone; mark: string; text: string }) {
  return (
    <span class={`status ${tone}`}>
      <span aria-hidden="true">{mark}</span> <span>{text}</span>
    </span>
  );
}
