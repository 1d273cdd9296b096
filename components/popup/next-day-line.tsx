import { dayAddress } from "../menu/sections.ts";
import { Act } from "../waiting/act.tsx";
import { addresses } from "../waiting/model.ts";
import type { NextDay } from "./model.ts";
import { useWords } from "./words.ts";

interface NextDayLineProps {
  nextDay: NextDay | null;
  onPanel: () => Promise<void>;
}

/** How many come tomorrow, or on the next day, what they know, and the way to that day. */
export function NextDayLine({ nextDay, onPanel }: NextDayLineProps) {
  const { popup, locale } = useWords();
  if (!nextDay) return null;
  const { day, isTomorrow, people, reminded, confirmed, call } = nextDay;
  const name = isTomorrow
    ? popup.tomorrow
    : Temporal.PlainDate.from(day).toLocaleString(locale, {
        weekday: "long",
        day: "numeric",
        month: "numeric",
      });
  const known = [
    reminded > 0 && popup.reminded(reminded),
    confirmed > 0 && popup.confirmed(confirmed),
  ].filter(Boolean);
  return (
    <section class="next-day" aria-labelledby="next-day">
      <div>
        <h2 id="next-day" class="next-day-title">
          {popup.coming(name, people)}
        </h2>
        <p class="small mute number">
          {people === 0 ? popup.nobodyKnown : known.length > 0 ? known.join(" · ") : popup.nothingYet}
          {call > 0 && (
            <>
              {" · "}
              <a href={addresses.calls} target="_blank" rel="noopener">
                {popup.toCall(call)}
              </a>
            </>
          )}
        </p>
      </div>
      <div class="next-day-ways">
        <a class="button primary" href={`${dayAddress}&day=${day}`} target="_blank" rel="noopener">
          {popup.openDay}
        </a>
        <Act group="panel" act={onPanel}>
          {popup.beside}
        </Act>
      </div>
    </section>
  );
}
