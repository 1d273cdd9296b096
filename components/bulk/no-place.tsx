import { addressOf } from "../menu/sections.ts";
import type { DayPlaces } from "./model.ts";
import { useWords } from "./words.ts";

/** Instead of a day: which calendar to open first. */
export function NoPlace({ closed }: Pick<DayPlaces, "closed">) {
  const { bulk } = useWords();
  const words = bulk.nonePlace;
  return (
    <>
      <header class="head">
        <h1>{bulk.title}</h1>
      </header>
      <div class="empty" role="status">
        <strong>{words.title}</strong>
        {closed.length > 0 ? (
          <>
            <p class="mute">{words.text}</p>
            <div class="place-links">
              {closed.map(({ name, url }) => (
                <a key={url} class="button primary" href={url} target="_blank" rel="noopener noreferrer">
                  {name}
                </a>
              ))}
            </div>
          </>
        ) : (
          <>
            <p class="mute">{words.none}</p>
            <a href={addressOf("calendars")} target="_blank" rel="noopener">
              {words.add}
            </a>
          </>
        )}
      </div>
    </>
  );
}
