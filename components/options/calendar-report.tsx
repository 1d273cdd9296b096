import { useId, useState } from "preact/hooks";
import { saveFile } from "../ui/save-file.ts";
import { useWords } from "./words.ts";

interface CalendarReportProps {
  name: string;
  /** The report as it is saved; `null` where the calendar is open in no tab. */
  onReport: () => Promise<string | null>;
}

/** What a person may send along with a question about a calendar: shown whole before it is saved. */
export function CalendarReport({ name, onReport }: CalendarReportProps) {
  const { common, options } = useWords();
  const words = options.calendars.report;
  const [answer, setAnswer] = useState<{ report: string } | { problem: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const title = useId();
  const ask = () => {
    if (busy) return;
    setBusy(true);
    onReport()
      .then((report) => setAnswer(report === null ? { problem: words.closed } : { report }))
      .catch(() => setAnswer({ problem: common.failed }))
      .finally(() => setBusy(false));
  };
  return (
    <div class="calendar-report small">
      {!(answer && "report" in answer) && (
        <button
          type="button"
          class="button quiet"
          aria-label={words.openOne(name)}
          disabled={busy}
          onClick={ask}
        >
          {words.open}
        </button>
      )}
      {answer && "problem" in answer && <p role="alert">{answer.problem}</p>}
      {answer && "report" in answer && (
        <section class="stack" aria-labelledby={title}>
          <h3 id={title}>{words.title}</h3>
          <p>{words.lead}</p>
          <p>{words.more}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keyboard. */}
          <pre class="report" tabIndex={0}>
            {answer.report}
          </pre>
          <div class="row">
            <button
              type="button"
              class="button primary"
              onClick={() => saveFile(words.file, answer.report, "application/json")}
            >
              {words.save}
            </button>
            <button type="button" class="button" disabled={busy} onClick={ask}>
              {words.again}
            </button>
            <button type="button" class="button quiet" onClick={() => setAnswer(null)}>
              {words.close}
            </button>
          </div>
        </section>
      )}
    </div>
  );
}
