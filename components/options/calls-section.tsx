import { useEffect, useState } from "preact/hooks";
import { type Settings, timeZoneOf } from "../../lib/domain/settings.ts";
import { Field, Notice } from "../ui/controls.tsx";
import { CallRow } from "./call-row.tsx";
import type { CallList, OptionsActions } from "./model.ts";
import { Section } from "./section.tsx";
import { useWords } from "./words.ts";

/** Usually the next day; on a Friday, whoever comes on Monday. */
function nextWorkday(timeZone: string): string {
  let day = Temporal.Now.plainDateISO(timeZone).add({ days: 1 });
  while (day.dayOfWeek > 5) day = day.add({ days: 1 });
  return day.toString();
}

/** Those who come on a day and whom somebody has to call, to be ticked off here or on paper. */
export function CallsSection({ settings, actions }: { settings: Settings; actions: OptionsActions }) {
  const { common, options, locale } = useWords();
  const words = options.calls;
  const timeZone = timeZoneOf(settings);
  const [day, setDay] = useState(() => nextWorkday(timeZone));
  const [list, setList] = useState<CallList | null>(null);
  const [failed, setFailed] = useState(false);
  const [reads, setReads] = useState(0);
  useEffect(() => setList(null), [day]);
  useEffect(() => actions.watchLog(() => setReads((times) => times + 1)), [actions]);
  useEffect(() => {
    let wanted = true;
    const read = async () => {
      try {
        const answer = await actions.callList(day);
        if (wanted) setList(answer);
        if (wanted) setFailed(false);
      } catch {
        if (wanted) setFailed(true);
      }
    };
    if (day) void read();
    return () => {
      wanted = false;
    };
  }, [day, reads]);

  const title = day
    ? Temporal.PlainDate.from(day).toLocaleString(locale, {
        weekday: "long",
        day: "numeric",
        month: "numeric",
        year: "numeric",
      })
    : "";
  const rows = list?.rows ?? [];
  const done = rows.filter(({ called }) => called).length;
  const left = rows.length - done;
  const counted = [
    left > 0 ? words.count(left) : words.allDone,
    done > 0 && left > 0 ? words.done(done) : "",
  ];
  return (
    <Section title={options.sections.calls} lead={words.lead}>
      <div class="card card-body stack calls">
        <div class="calls-head no-print">
          <Field label={words.day}>
            {(aria) => (
              <input
                {...aria}
                type="date"
                class="medium"
                value={day}
                onInput={(event) => setDay(event.currentTarget.value)}
              />
            )}
          </Field>
          {rows.length > 0 && (
            <button type="button" class="button" onClick={() => print()}>
              {words.print}
            </button>
          )}
        </div>
        {failed && <Notice tone="bad">{common.failed}</Notice>}
        <h2>{title}</h2>
        <p class="small mute" role="status">
          {list === null ? day && options.loading : rows.length > 0 ? counted.join(" ").trim() : words.nobody}
        </p>
        {rows.length > 0 && (
          <table class="calls-table">
            <caption class="visually-hidden">{options.sections.calls}</caption>
            <thead>
              <tr>
                <th scope="col">{words.time}</th>
                <th scope="col">{words.patient}</th>
                <th scope="col">{words.phone}</th>
                <th scope="col">{words.why}</th>
                <th scope="col">{words.called}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <CallRow
                  key={JSON.stringify([row.calendarId, row.appointment.id, row.appointment.start])}
                  row={row}
                  timeZone={timeZone}
                  actions={actions}
                  onChanged={() => setReads((times) => times + 1)}
                />
              ))}
            </tbody>
          </table>
        )}
        {list && <p class="small mute">{list.listed ? words.listed : words.notListed}</p>}
      </div>
    </Section>
  );
}
