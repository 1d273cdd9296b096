import { useEffect, useState } from "preact/hooks";
import { MessageStatus } from "../../lib/domain/outbox/message.ts";
import { type Settings, timeZoneOf } from "../../lib/domain/settings.ts";
import { MessageKind } from "../../lib/domain/text/message-kind.ts";
import { dayBounds } from "../../lib/domain/text/when.ts";
import { Notice, Segmented } from "../ui/controls.tsx";
import { saveFile } from "../ui/save-file.ts";
import { ConversationList } from "./conversation/conversation-list.tsx";
import { exportLog } from "./log-export.ts";
import { LogFilters, noFilter } from "./log-filters.tsx";
import { LogTable } from "./log-table.tsx";
import type { OptionsActions } from "./model.ts";
import { MonthSummary } from "./month/month-summary.tsx";
import { Section } from "./section.tsx";
import { UnreadableLog } from "./unreadable-notices.tsx";
import { type LogFilter, useConversations, useLog } from "./use-log.ts";
import { useWords } from "./words.ts";

const typingPauseMs = 250;
const views = ["table", "conversations", "month"] as const;
type View = (typeof views)[number];

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
  const [view, setView] = useState<View>("table");
  const [fields, setFields] = useState(noFilter);
  const [search, setSearch] = useState("");
  const filter = filterOf({ ...fields, search }, timeZone);
  const log = useLog(actions, view === "table" ? filter : null);
  const talks = useConversations(actions, view === "conversations" ? filter : null);
  const { page, failed, loading, more } = view === "table" ? log : talks;
  /** Rows read so far, while they are being saved. */
  const [exporting, setExporting] = useState<number | null>(null);
  const [exportFailed, setExportFailed] = useState(false);
  const filtered = Object.values(fields).some((field) => field !== "");

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
  const rows = log.page?.rows ?? [];
  const conversations = talks.page?.conversations ?? [];
  const shown = view === "table" ? rows.length : conversations.length;
  const total = view === "table" ? (log.page?.total ?? null) : null;
  return (
    <Section title={options.sections.log} lead={words.lead}>
      <UnreadableLog actions={actions} timeZone={timeZone} />
      <div class="card log" aria-busy={view !== "month" && loading}>
        <div class="log-view">
          <Segmented
            label={words.view}
            options={views.map((value) => ({ value, label: words.views[value] }))}
            value={view}
            onChange={setView}
          />
        </div>
        {view === "month" ? (
          <MonthSummary timeZone={timeZone} actions={actions} />
        ) : (
          <>
            <LogFilters
              fields={fields}
              onEdit={(patch) => setFields((current) => ({ ...current, ...patch }))}
              onSubmit={() => setSearch(fields.search)}
            />
            {(failed || exportFailed) && <Notice tone="bad">{common.failed}</Notice>}
            <div class="log-count small mute">
              <span class="number" role="status">
                {page === null
                  ? options.loading
                  : shown > 0 && (total === null ? words.countOpen(shown) : words.count(shown, total))}
              </span>
              {filtered && (
                <button type="button" class="link small" onClick={clear}>
                  {words.clear}
                </button>
              )}
              {view === "table" && rows.length > 0 && (
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
            {view === "table" && rows.length > 0 && (
              <LogTable rows={rows} timeZone={timeZone} actions={actions} />
            )}
            {view === "conversations" && conversations.length > 0 && (
              <ConversationList conversations={conversations} timeZone={timeZone} />
            )}
            {page && shown === 0 && (
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
          </>
        )}
      </div>
    </Section>
  );
}
