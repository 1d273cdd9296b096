import { useEffect, useState } from "preact/hooks";
import { formatPhone } from "../../lib/domain/phone.ts";
import { type Settings, timeZoneOf } from "../../lib/domain/settings.ts";
import { formatTime } from "../../lib/domain/text/when.ts";
import { Field, Notice } from "../ui/controls.tsx";
import { formatMoment, instantOf } from "../ui/moment.ts";
import type { CallList, OptionsActions, ToCall } from "./model.ts";
import { Section } from "./section.tsx";
import { useWords } from "./words.ts";

/** Usually the next day; on a Friday, whoever comes on Monday. */
function nextWorkday(timeZone: string): string {
  let day = Temporal.Now.plainDateISO(timeZone).add({ days: 1 });
  while (day.dayOfWeek > 5) day = day.add({ days: 1 });
  return day.toString();
}

/** Those who come on a day and whom no text told, to be called and ticked off on paper. */
export function CallsSection({ settings, actions }: { settings: Settings; actions: OptionsActions }) {
  const { common, options, locale } = useWords();
  const words = options.calls;
  const timeZone = timeZoneOf(settings);
  const [day, setDay] = useState(() => nextWorkday(timeZone));
  const [list, setList] = useState<CallList | null>(null);
  const [failed, setFailed] = useState(false);

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
    setList(null);
    if (day) void read();
    const stop = actions.watchLog(() => void read());
    return () => {
      wanted = false;
      stop();
    };
  }, [day]);

  const title = day
    ? Temporal.PlainDate.from(day).toLocaleString(locale, {
        weekday: "long",
        day: "numeric",
        month: "numeric",
        year: "numeric",
      })
    : "";
  const rows = list?.rows ?? [];
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
          {list === null ? day && options.loading : rows.length > 0 ? words.count(rows.length) : words.nobody}
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
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.appointment.id} row={row} timeZone={timeZone} />
              ))}
            </tbody>
          </table>
        )}
        {list && <p class="small mute">{list.listed ? words.listed : words.notListed}</p>}
      </div>
    </Section>
  );
}

function Row({ row, timeZone }: { row: ToCall; timeZone: string }) {
  const { common, options, locale } = useWords();
  const { appointment, phone, kind, status, reason } = row;
  const { patient } = appointment;
  const said =
    kind && status ? `${common.kinds[kind]}: ${common.statuses[status].toLocaleLowerCase(locale)}.` : "";
  const when = reason?.at === undefined ? "" : formatMoment(instantOf(reason.at), timeZone, locale);
  return (
    <tr>
      <td class="number">{formatTime(appointment.start, timeZone, locale)}</td>
      <td>{patient?.name || appointment.title || options.log.noName}</td>
      {/* As it stands in the calendar, where it cannot be texted. */}
      <td class="number">{phone ? formatPhone(phone) : (patient?.phone ?? "")}</td>
      <td class="small">{[said, reason ? common.reason(reason, when) : ""].filter(Boolean).join(" ")}</td>
    </tr>
  );
}
