import { useEffect, useRef, useState } from "preact/hooks";
import { decodeText } from "../../../lib/domain/directory/decode-text.ts";
import type { ImportPlan } from "../../../lib/domain/directory/import.ts";
import { isText, readTable } from "../../../lib/domain/directory/read-table.ts";
import {
  type Columns,
  columnFields,
  columnsProblem,
  guessColumns,
  type Table,
  withHeadings,
} from "../../../lib/domain/directory/table.ts";
import { BusyButton } from "../../ui/busy-button.tsx";
import { Check, Field, Notice } from "../../ui/controls.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import type { PatientActions } from "../model.ts";
import { useWords } from "../words.ts";
import { ImportReview } from "./import-review.tsx";

interface ImportDialogProps {
  actions: Pick<PatientActions, "plan" | "import">;
  onClose: () => void;
}

interface Source {
  name: string;
  encoding: string;
  table: Table;
}

type Step =
  | { step: "file" }
  | { step: "columns"; source: Source }
  | { step: "review"; source: Source; plan: ImportPlan }
  | { step: "done"; plan: ImportPlan };

/** Bytes. Twenty thousand patients take two million. */
const largest = 50_000_000;

/** From a file to the directory, with a look at what will happen before anything does. */
export function ImportDialog({ actions, onClose }: ImportDialogProps) {
  const { patients } = useWords();
  const words = patients.importing;
  const [state, setState] = useState<Step>({ step: "file" });
  const [columns, setColumns] = useState<Columns>([]);
  const [progress, setProgress] = useState<{ done: number; all: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const top = useRef<HTMLDivElement>(null);
  const first = useRef(true);
  // The pressed button is gone with its step.
  useEffect(() => {
    if (!first.current) top.current?.focus();
    first.current = false;
  }, [state.step]);

  const read = async (file: File) => {
    setProblem(null);
    if (file.size > largest) return setProblem(words.tooLarge);
    try {
      const { text, encoding } = decodeText(new Uint8Array(await file.arrayBuffer()));
      if (!isText(text)) return setProblem(words.unreadable);
      const table = readTable(text);
      if (table.rows.length === 0) return setProblem(words.empty);
      setColumns(columnsOf(table));
      setState({ step: "columns", source: { name: file.name, encoding: encoding.toUpperCase(), table } });
    } catch {
      setProblem(words.unreadable);
    }
  };

  const check = async (source: Source) => {
    const wrong = columnsProblem(columns);
    setProblem(wrong && words[wrong]);
    if (wrong || progress) return;
    const all = source.table.rows.length;
    setProgress({ done: 0, all });
    try {
      const plan = await actions.plan(source.table, columns, source.name, (done) =>
        setProgress({ done, all }),
      );
      setState({ step: "review", source, plan });
    } catch {
      setProblem(words.failed);
    }
    setProgress(null);
  };

  const write = async ({ table, name }: Source, planned: ImportPlan) => {
    if (progress) return;
    setProblem(null);
    setProgress({ done: 0, all: planned.patients.length });
    try {
      const plan = await actions.import(table, columns, name, (done, all) => setProgress({ done, all }));
      setState({ step: "done", plan });
    } catch {
      setProblem(words.failed);
    }
    setProgress(null);
  };

  const cancel = () => {
    // What is being written is written whole, and then said.
    if (!progress) onClose();
  };
  const back = (to: Step) => (
    <button
      type="button"
      class="button"
      aria-disabled={progress ? "true" : undefined}
      onClick={() => {
        if (progress) return;
        setProblem(null);
        setState(to);
      }}
    >
      {words.back}
    </button>
  );
  const writing = state.step === "review";
  const running = progress && (
    <div class="import-progress">
      <progress aria-label={words.progress} max={Math.max(progress.all, 1)} value={progress.done} />
      <span class="small mute number">
        {writing ? words.writing(progress.done, progress.all) : words.checking(progress.done, progress.all)}
      </span>
    </div>
  );
  return (
    <Dialog
      title={state.step === "done" ? words.doneTitle : words.title}
      onCancel={cancel}
      actions={
        <>
          {state.step === "columns" && back({ step: "file" })}
          {state.step === "review" && back({ step: "columns", source: state.source })}
          <button type="button" class="button" aria-disabled={progress ? "true" : undefined} onClick={cancel}>
            {words.close}
          </button>
          {state.step === "columns" && (
            <BusyButton
              tone="primary"
              busy={progress !== null}
              busyLabel={words.check}
              onPress={() => check(state.source)}
            >
              {words.check}
            </BusyButton>
          )}
          {state.step === "review" && state.plan.patients.length > 0 && (
            <BusyButton
              tone="primary"
              busy={progress !== null}
              busyLabel={words.confirm(state.plan.patients.length)}
              onPress={() => write(state.source, state.plan)}
            >
              {words.confirm(state.plan.patients.length)}
            </BusyButton>
          )}
        </>
      }
    >
      <div class="stack import-step" tabIndex={-1} ref={top}>
        {state.step === "file" && (
          <>
            <p>{words.lead}</p>
            <Field label={words.file}>
              {(aria) => (
                <input
                  {...aria}
                  type="file"
                  accept=".csv,.txt,.vcf,.vcard,text/csv,text/vcard"
                  onChange={(event) => {
                    const file = event.currentTarget.files?.[0];
                    if (file) void read(file);
                  }}
                />
              )}
            </Field>
          </>
        )}
        {state.step === "columns" && (
          <ColumnChooser
            source={state.source}
            columns={columns}
            onChange={setColumns}
            onHeadings={(wanted) => {
              const table = withHeadings(state.source.table, wanted);
              setColumns(columnsOf(table));
              setState({ step: "columns", source: { ...state.source, table } });
            }}
          />
        )}
        {state.step === "review" && <ImportReview plan={state.plan} />}
        {state.step === "done" && (
          <Notice tone="ok">{words.done(state.plan.added + state.plan.updated)}</Notice>
        )}
        {running}
        {problem && <Notice tone="bad">{problem}</Notice>}
      </div>
    </Dialog>
  );
}

/** What each column seems to hold, also of those without a heading. */
function columnsOf({ headings, rows }: Table): Columns {
  const width = Math.max(headings.length, ...rows.slice(0, 50).map(({ cells }) => cells.length));
  const guessed = guessColumns(headings);
  return Array.from({ length: width }, (_, at) => guessed[at] ?? null);
}

interface ColumnChooserProps {
  source: Source;
  columns: Columns;
  onChange: (columns: Columns) => void;
  onHeadings: (wanted: boolean) => void;
}

const samples = 3;

function ColumnChooser({ source, columns, onChange, onHeadings }: ColumnChooserProps) {
  const { name, encoding, table } = source;
  const { patients } = useWords();
  const words = patients.importing;
  return (
    <>
      <p class="breakable">
        <strong>{name}</strong>
        <br />
        <span class="small">{words.about(table.rows.length, encoding)}</span>
      </p>
      {table.kind === "csv" && (
        <Check
          label={words.hasHeadings}
          checked={table.headings.length > 0}
          onChange={(event) => onHeadings(event.currentTarget.checked)}
        />
      )}
      <h3>{words.columns}</h3>
      <div class="pair">
        {columns.map((field, at) => (
          <Field
            key={at}
            label={table.headings[at]?.trim() || words.column(at + 1)}
            hint={
              <span class="breakable">
                <span class="visually-hidden">{words.preview}: </span>
                {table.rows
                  .slice(0, samples)
                  .flatMap(({ cells }) => cells[at]?.slice(0, 40) || [])
                  .join(" · ")}
              </span>
            }
          >
            {(aria) => (
              <select
                {...aria}
                value={field ?? ""}
                onChange={(event) => {
                  const chosen = columnFields.find((each) => each === event.currentTarget.value) ?? null;
                  onChange(columns.with(at, chosen));
                }}
              >
                <option value="">{words.ignore}</option>
                {columnFields.map((each) => (
                  <option key={each} value={each}>
                    {words.fields[each]}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ))}
      </div>
    </>
  );
}
