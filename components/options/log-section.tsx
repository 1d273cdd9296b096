import { useEffect, useState } from "preact/hooks";
import { MessageStatus } from "../../lib/domain/outbox/message.ts";
import { type Settings, timeZoneOf } from "../../lib/domain/settings.ts";
import { MessageKind, messageKinds } from "../../lib/domain/text/message-kind.ts";
import { dayBounds } from "../../lib/domain/text/when.ts";
import { Field, Notice } from "../ui/controls.tsx";
import { saveFile } from "../ui/save-file.ts";
import { exportLog } from "./log-export.ts";
import { LogRow } from "./log-row.tsx";
import type { OptionsActions } from "./model.ts";
import { Section } from "./section.tsx";
import { UnreadableLog } from "./unreadable-notices.tsx";
import { type LogFilter, useLog } from "./use-log.ts";
import { useWords } from "./words.ts";

const noFilter = { day: "", status: "", kind: "", search: "" };
const typingPauseMs = 250;

function filterOf({ day, status, kind, search }: typeof noFilter, timeZone: string): LogFilter {
  return {
    ...(day ? dayBounds(Temporal.PlainDate.from(day), timeZone) : {}),
    status: MessageStatus.safeParse(status).data,
    kind: MessageKind.safeParse(kind).data,
    search: search.trim() || undefined,
  };
}

export function LogSection({ settings, actions }: { settings: Settings; actions: OptionsActions }) {
  const said = useWords();
  const { common, options } = said;
  const words = options.log;
  const timeZone = timeZoneOf(settings);
  const [fields, setFields] = useState(noFilter);
  const [search, setSearch] = useState("");
  const filter = filterOf({ ...fields, search }, timeZone);
  const { page, failed, loading, more } = useLog(actions, filter);
  /** Rows read so far, while they are being saved. */
  const [exporting, setExporting] = useState<number | null>(null);
  const [exportFailed, setExportFailed] = useState(false);
  const filtered = Object.values(fields).some((field) => field !== "");
  const edit = (patch: Partial<typeof noFilter>) => setFields((current) => ({ ...current, ...patch }));

  useEffect(() => {
    const timer = setTimeout(() => setSearch(fields.search), typingPauseMs);
    return () => clearTimeout(timer);
  }, [fields.search]);

  const clear = () => {
    setFields(noFilter);
    setSearch("");
  };
  const save = async () => {
    if (exporting !== null) return;
    setExporting(0);
    setExportFailed(false);
    try {
      const table = await exportLog(actions.queryLog, filter, said, timeZone, setExporting);
      const today = Temporal.Now.plainDateISO(timeZone).toString();
      saveFile(words.exportFile(fields.day || today), table);
    } catch {
      setExportFailed(true);
    }
    setExporting(null);
  };
  const rows = page?.rows ?? [];
  return (
    <Section title={options.sections.log} lead={words.lead}>
      <UnreadableLog actions={actions} timeZone={timeZone} />
      <div class="card log" aria-busy={loading}>
        <form
          class="filters"
          aria-label={words.filters}
          onSubmit={(event) => {
            event.preventDefault();
            setSearch(fields.search);
          }}
        >
          <Field label={words.day}>
            {(aria) => (
              <input
                {...aria}
                type="date"
                value={fields.day}
                onInput={(event) => edit({ day: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={words.status}>
            {(aria) => (
              <select
                {...aria}
                value={fields.status}
                onChange={(event) => edit({ status: event.currentTarget.value })}
              >
                <option value="">{words.all}</option>
                {MessageStatus.options.map((status) => (
                  <option key={status} value={status}>
                    {common.statuses[status]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={words.kind}>
            {(aria) => (
              <select
                {...aria}
                value={fields.kind}
                onChange={(event) => edit({ kind: event.currentTarget.value })}
              >
                <option value="">{words.all}</option>
                {messageKinds.map((kind) => (
                  <option key={kind} value={kind}>
                    {common.kinds[kind]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={words.search}>
            {(aria) => (
              <input
                {...aria}
                type="search"
                spellcheck={false}
                autocomplete="off"
                placeholder={words.searchHint}
                value={fields.search}
                onInput={(event) => edit({ search: event.currentTarget.value })}
              />
            )}
          </Field>
        </form>
        {(failed || exportFailed) && <Notice tone="bad">{common.failed}</Notice>}
        <div class="log-count small mute">
          <span class="number" role="status">
            {page === null
              ? options.loading
              : rows.length > 0 &&
                (page.total === null ? words.countOpen(rows.length) : words.count(rows.length, page.total))}
          </span>
          {filtered && (
            <button type="button" class="link small" onClick={clear}>
              {words.clear}
            </button>
          )}
          {rows.length > 0 && (
            <button
              type="button"
              class="link small export"
              aria-disabled={exporting === null ? undefined : "true"}
              onClick={() => void save()}
            >
              {exporting === null ? words.export : words.exporting(exporting)}
            </button>
          )}
        </div>
        {rows.length > 0 && (
          <table class="log-table">
            <caption class="visually-hidden">{options.sections.log}</caption>
            <thead>
              <tr>
                <th scope="col">{words.time}</th>
                <th scope="col">{words.patient}</th>
                <th scope="col">{words.phone}</th>
                <th scope="col">{words.kind}</th>
                <th scope="col">{words.appointment}</th>
                <th scope="col">{words.status}</th>
                <th scope="col" class="end">
                  {words.price}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((message) => (
                <LogRow key={message.id} message={message} timeZone={timeZone} actions={actions} />
              ))}
            </tbody>
          </table>
        )}
        {page && rows.length === 0 && (
          <div class="empty">
            <strong>{filtered ? words.nothingTitle : words.emptyTitle}</strong>
            <p class="mute">{filtered ? words.nothing : words.empty}</p>
          </div>
        )}
        {page?.next && (
          <div class="log-more">
            <button type="button" class="button" onClick={more}>
              {words.more}
            </button>
          </div>
        )}
      </div>
    </Section>
  );
}
