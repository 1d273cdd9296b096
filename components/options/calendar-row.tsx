import { useState } from "preact/hooks";
import { Switch } from "../ui/switch.tsx";
import { CalendarReading } from "./calendar-reading.tsx";
import { CalendarReport } from "./calendar-report.tsx";
import { ConfirmRemoval } from "./confirm-removal.tsx";
import type { Calendar } from "./model.ts";
import { useWords } from "./words.ts";

interface CalendarRowProps {
  calendar: Calendar;
  /** An administrator has set it, and it stays on. */
  isManaged: boolean;
  /** Its plugin's name; `null` recognises by itself. */
  plugin: string | null;
  onToggle: (enabled: boolean) => void;
  onGrant: () => void;
  onRemove: () => void;
  onCheck: () => Promise<boolean>;
  onReport: () => Promise<string | null>;
}

export function CalendarRow({
  calendar,
  isManaged,
  plugin,
  onToggle,
  onGrant,
  onRemove,
  onCheck,
  onReport,
}: CalendarRowProps) {
  const { common, options } = useWords();
  const words = options.calendars;
  const [removing, setRemoving] = useState(false);
  const { name, origin, enabled, granted, health } = calendar;
  return (
    <li class="calendar">
      <div class="calendar-facts">
        <strong>{name}</strong>
        <span class="small mute breakable">
          {origin} · {plugin ?? words.pluginAuto}
        </span>
        {enabled && granted && health?.state !== "unreadable" && (
          <span class="small mute">
            {!health
              ? words.notOpen
              : health.isByFeed
                ? words.byFeed
                : words.reading(common.appointments(health.appointments))}
          </span>
        )}
      </div>
      {isManaged ? (
        <p class="small mute">{options.managed.field}</p>
      ) : (
        <div class="row">
          <Switch label={words.on} name={words.toggle(name)} checked={enabled} onChange={onToggle} />
          <button
            type="button"
            class="button quiet"
            aria-label={words.removeOne(name)}
            onClick={() => setRemoving(true)}
          >
            {words.remove}
          </button>
        </div>
      )}
      {!granted && (
        <p class="notice warn row between withdrawn">
          {words.withdrawn}
          <button type="button" class="button" onClick={onGrant}>
            {words.grant}
          </button>
        </p>
      )}
      {enabled && granted && health?.state === "unreadable" && (
        <p class="notice bad withdrawn" role="alert">
          <strong>{words.unreadable}.</strong> {health.missing} {words.unreadableMeans}
        </p>
      )}
      {enabled && granted && <CalendarReading reading={calendar.reading} onCheck={onCheck} />}
      {enabled && granted && <CalendarReport name={name} onReport={onReport} />}
      {removing && (
        <ConfirmRemoval
          title={words.removeTitle(name)}
          label={words.remove}
          onCancel={() => setRemoving(false)}
          onRemove={onRemove}
        >
          <p>{words.removeText}</p>
        </ConfirmRemoval>
      )}
    </li>
  );
}
