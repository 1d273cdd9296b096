import "./reading.css";
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type { Language } from "../../lib/domain/settings.ts";
import type { ReadFields } from "../../lib/domain/site-reading/site-reading.ts";
import { plainTitle } from "../../lib/domain/site-reading/title.ts";
import { BusyButton } from "../ui/busy-button.tsx";
import { Notice } from "../ui/controls.tsx";
import { type Answer, type ReadingActions, sharedNumber, type View } from "./model.ts";
import { Rows } from "./rows.tsx";
import { Sources } from "./sources.tsx";
import { useWords, Words, wordsIn } from "./words.ts";

interface ReadingWindowProps {
  language: Language;
  actions: ReadingActions;
}

/** In which a person sees what is read in a calendar, and confirms it or looks for it elsewhere. */
export function ReadingWindow({ language, actions }: ReadingWindowProps) {
  const words = useMemo(() => wordsIn(language), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = words.reading.title;
  }, [language, words]);
  return (
    <Words.Provider value={words}>
      <Window actions={actions} />
    </Words.Provider>
  );
}

type Shown = "loading" | "failed" | "confirmed" | Answer;

function Window({ actions }: { actions: ReadingActions }) {
  const { common, reading } = useWords();
  const [shown, setShown] = useState<Shown>("loading");
  const load = useCallback(
    async (fields: ReadFields | null, hasNewState = false) => {
      try {
        setShown(await actions.look(fields, hasNewState));
      } catch {
        setShown("failed");
      }
    },
    [actions],
  );
  useEffect(() => void load(null), [load]);
  const name = typeof shown === "object" && shown.ok ? shown.siteName : "";
  return (
    <main class="card reading">
      <header>
        <h1>{reading.title}</h1>
        {name && <span class="mute small">{name}</span>}
      </header>
      {content()}
    </main>
  );

  function content() {
    if (shown === "loading") return <Word text={reading.loading} />;
    if (shown === "failed") return <Word text={common.failed} again={() => load(null)} />;
    if (shown === "confirmed") return <Word title={reading.confirmedTitle} text={reading.confirmed} />;
    if (!shown.ok)
      return shown.problem === "own" ? (
        <Word title={reading.ownTitle} text={reading.own} />
      ) : (
        <Word title={reading.closedTitle} text={reading.closed} again={() => load(null)} />
      );
    if (shown.rows.length === 0) return <Word text={reading.nothingShown} again={() => load(shown.fields)} />;
    return (
      <Confirmation
        view={shown}
        onFields={load}
        onConfirm={async (excluded) => {
          const isKept = await actions.confirm(shown, excluded);
          if (!isKept) setShown({ ok: false, problem: "closed" });
          else if (actions.next) actions.next();
          else setShown("confirmed");
        }}
      />
    );
  }
}

/** Instead of the appointments. */
function Word({ title, text, again }: { title?: string; text: string; again?: () => Promise<void> }) {
  const { common, reading } = useWords();
  const [busy, setBusy] = useState(false);
  return (
    <div class="word" role="status">
      {title && <strong>{title}</strong>}
      <p class="mute">{text}</p>
      {again && (
        <BusyButton
          busy={busy}
          busyLabel={reading.loading}
          onPress={async () => {
            setBusy(true);
            await again();
            setBusy(false);
          }}
        >
          {common.tryAgain}
        </BusyButton>
      )}
    </div>
  );
}

interface ConfirmationProps {
  view: View;
  onFields: (fields: ReadFields, hasNewState: boolean) => Promise<void>;
  onConfirm: (excluded: readonly string[]) => Promise<void>;
}

function Confirmation({ view, onFields, onConfirm }: ConfirmationProps) {
  const { common, reading } = useWords();
  const [excluded, setExcluded] = useState<ReadonlySet<string>>(new Set(view.excluded));
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const isIn = ({ title, cancelled, crossed }: View["rows"][number]) =>
    !cancelled && !crossed && !excluded.has(plainTitle(title));
  const appointments = view.rows.filter(isIn);
  const people = appointments.filter(({ isImpersonal }) => !isImpersonal);
  const shared = sharedNumber(people);
  const toggle = (title: string) => {
    const key = plainTitle(title);
    const next = new Set(excluded);
    if (!next.delete(key)) next.add(key);
    setExcluded(next);
  };
  return (
    <>
      <p class="lead">{view.standing === "changed" ? reading.changedLead : reading.lead}</p>
      <Sources view={view} onFields={onFields} />
      {shared && <Notice tone="warn">{reading.sharedNumber(shared.phone, shared.count)}</Notice>}
      {people.length === 0 && <Notice tone="warn">{reading.nobodyRead}</Notice>}
      <p class="small mute">
        {reading.counts(
          appointments.length,
          people.length,
          people.filter(({ canBeTexted }) => canBeTexted).length,
        )}
      </p>
      <Rows view={view} excluded={excluded} onToggle={toggle} />
      <footer class="confirm">
        {failed && <Notice tone="bad">{common.failed}</Notice>}
        <BusyButton
          tone="primary"
          busy={busy}
          busyLabel={reading.confirming}
          onPress={async () => {
            setBusy(true);
            setFailed(false);
            try {
              await onConfirm([...excluded]);
            } catch {
              setFailed(true);
            }
            setBusy(false);
          }}
        >
          {reading.confirm}
        </BusyButton>
      </footer>
    </>
  );
}
