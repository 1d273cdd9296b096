import { useState } from "preact/hooks";
import { type Part, parts, type Source, titlePath } from "../../lib/domain/site-reading/site-reading.ts";
import type { CalendarReading as Reading } from "./model.ts";
import { useWords } from "./words.ts";

interface CalendarReadingProps {
  reading: Reading;
  /** `false` where the calendar is open in no tab. */
  onCheck: () => Promise<boolean>;
}

/** What is read in a calendar, as a person has confirmed it, or that nobody has. */
export function CalendarReading({ reading, onCheck }: CalendarReadingProps) {
  const { options, locale } = useWords();
  const words = options.calendars.confirmed;
  const [isClosed, setIsClosed] = useState(false);
  const { standing, fields, excluded, written, confirmedAt } = reading;
  // One that has not been open yet is asked about when it is.
  if (standing === "own" || standing === "unknown") return null;
  const isConfirmed = standing === "confirmed" && confirmedAt !== null;
  const check = async () => setIsClosed(!(await onCheck()));
  const placeOf = (sources: readonly Source[]): string =>
    sources
      .map((source) => source.map((path) => (path === titlePath ? words.titlePlace : path)).join(" + "))
      .join(words.orElse);
  const asWritten = (all: readonly string[]): string => all.map((one) => written[one] ?? one).join(", ");
  const partly = (part: Part): string[] =>
    fields && fields[part].length > 0 ? [words.part(words.parts[part], placeOf(fields[part]))] : [];
  return (
    <div class={isConfirmed ? "calendar-reading small" : "calendar-reading notice warn"}>
      {isConfirmed ? (
        <p class="mute breakable">
          {[
            words.confirmedOn(new Date(confirmedAt).toLocaleDateString(locale)),
            ...parts.flatMap(partly),
            ...(fields && fields.cancelled.length > 0 ? [words.cancelled(asWritten(fields.cancelled))] : []),
            ...(excluded.length > 0 ? [words.excluded(asWritten(excluded))] : []),
          ].join(" ")}
        </p>
      ) : (
        <p>{standing === "changed" ? words.changed : words.unconfirmed}</p>
      )}
      <button type="button" class={isConfirmed ? "button quiet" : "button"} onClick={() => void check()}>
        {isConfirmed ? words.again : words.check}
      </button>
      {isClosed && <p role="alert">{words.closed}</p>}
    </div>
  );
}
