import { useState } from "preact/hooks";
import { sectionHashes } from "../../menu/sections.ts";
import { Notice } from "../../ui/controls.tsx";
import { CalendarForm } from "../calendar-form.tsx";
import { CalendarReading } from "../calendar-reading.tsx";
import type { NewCalendar, OptionsActions, OptionsModel } from "../model.ts";
import { useWords } from "../words.ts";

interface CalendarStepProps {
  model: Pick<OptionsModel, "calendars" | "plugins">;
  actions: OptionsActions;
}

/** Switches a calendar on, opens it, and has a person confirm what is read there. */
export function CalendarStep({ model, actions }: CalendarStepProps) {
  const { options } = useWords();
  const words = options.start.calendars;
  const { calendars, plugins } = model;
  const [opened, setOpened] = useState(false);
  const enable = async (calendar: NewCalendar) => {
    const granting = await actions.enableCalendar(calendar);
    if (granting === "granted") {
      await actions.openPage(calendar.url);
      setOpened(true);
    }
    return granting;
  };
  const asked = calendars.filter(({ enabled, granted }) => enabled && granted);
  return (
    <>
      <p>{words.lead}</p>
      {opened && <Notice tone="ok">{words.opened}</Notice>}
      {asked.map(({ id, name, reading }) => (
        <div key={id}>
          <p>
            <strong>{name}</strong>
          </p>
          <CalendarReading reading={reading} onCheck={() => actions.checkReading(id)} />
        </div>
      ))}
      {asked.length === 0 && (
        <CalendarForm
          calendars={calendars}
          plugins={plugins.filter(({ enabled }) => enabled)}
          onEnable={enable}
        />
      )}
      <p class="small mute">
        {words.others} <a href={sectionHashes.calendars}>{options.sections.calendars}</a>
      </p>
    </>
  );
}
