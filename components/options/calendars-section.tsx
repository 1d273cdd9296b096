import { useState } from "preact/hooks";
import { timeZoneOf } from "../../lib/domain/settings.ts";
import { Notice } from "../ui/controls.tsx";
import { CalendarForm } from "./calendar-form.tsx";
import { CalendarRow } from "./calendar-row.tsx";
import { FeedForm } from "./feed-form.tsx";
import { FeedRow } from "./feed-row.tsx";
import { MarksCard } from "./marks-card.tsx";
import type { OptionsActions, OptionsModel } from "./model.ts";
import { PluginsCard } from "./plugins-card.tsx";
import { Section } from "./section.tsx";
import { useWords } from "./words.ts";

export function CalendarsSection({ model, actions }: { model: OptionsModel; actions: OptionsActions }) {
  const { common, options } = useWords();
  const words = options.calendars;
  const { calendars, feeds, plugins } = model;
  const [failed, setFailed] = useState(false);
  const attempt = (doing: Promise<unknown>) => {
    setFailed(false);
    return doing.catch(() => setFailed(true));
  };
  return (
    <Section title={options.sections.calendars} lead={words.lead}>
      {calendars.length + feeds.length > 0 && (
        <section class="card" aria-labelledby="calendar-list">
          <h2 class="card-title" id="calendar-list">
            {words.list}
          </h2>
          <ul class="calendars">
            {calendars.map((calendar) => (
              <CalendarRow
                key={calendar.id}
                calendar={calendar}
                isManaged={model.managed.sites.includes(calendar.origin)}
                plugin={plugins.find(({ id }) => id === calendar.plugin)?.name ?? calendar.plugin}
                onToggle={(enabled) => attempt(actions.setCalendarEnabled(calendar.id, enabled))}
                // Not through another function first: the browser wants the press of the button.
                onGrant={() => attempt(actions.grantCalendar(calendar))}
                onCheck={() => actions.checkReading(calendar.id)}
                onReport={() => actions.reportCalendar(calendar.id)}
                onRemove={() => attempt(actions.removeCalendar(calendar.id))}
              />
            ))}
            {feeds.map((feed) => (
              <FeedRow
                key={feed.id}
                feed={feed}
                pages={calendars}
                timeZone={timeZoneOf(model.settings)}
                actions={actions.feeds}
                attempt={attempt}
                onCheck={() => actions.checkReading(feed.id)}
              />
            ))}
          </ul>
        </section>
      )}
      {failed && <Notice tone="bad">{common.failed}</Notice>}
      {calendars.length > 0 && (
        <MarksCard isShown={model.settings.marks} onChange={(shown) => attempt(actions.setMarks(shown))} />
      )}
      <CalendarForm
        calendars={calendars}
        plugins={plugins.filter(({ enabled }) => enabled)}
        onEnable={actions.enableCalendar}
      />
      <FeedForm onAdd={actions.feeds.add} />
      <PluginsCard plugins={plugins} calendars={calendars} actions={actions.plugins} />
    </Section>
  );
}
