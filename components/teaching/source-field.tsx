import type { TeachingActions, TeachingModel } from "./model.ts";
import { useWords } from "./words.ts";

/** Where the appointments are read: in a list that the page has received, or as they stand on the page. */
export function SourceField({ model, actions }: { model: TeachingModel; actions: TeachingActions }) {
  const { teaching } = useWords();
  const { options, chosen } = model.sources;
  const isList = chosen >= 0;
  if (model.listLack === "early")
    return (
      <div class="source">
        <p role="status">{teaching.listEarly}</p>
        <button type="button" onClick={actions.reload}>
          {teaching.reload}
        </button>
      </div>
    );
  if (model.listLack === "none") return <p class="more">{teaching.listNone}</p>;
  return (
    <div class="topic source">
      <label for="source">{teaching.source}</label>
      <select
        id="source"
        value={String(chosen)}
        onChange={(event) => actions.chooseSource(Number(event.currentTarget.value))}
      >
        {options.map(({ kind, count }, index) => (
          <option key={index} value={String(kind === "page" ? -1 : index)}>
            {teaching.sources[kind](count)}
          </option>
        ))}
      </select>
      <p class="more">{isList ? teaching.sourceList : teaching.sourcePage}</p>
    </div>
  );
}
