import type { TaughtOption, Topic } from "../../lib/domain/teaching.ts";
import type { TeachingActions } from "./model.ts";
import { useWords } from "./words.ts";

interface TopicFieldProps {
  topic: Topic;
  found: readonly TaughtOption[];
  chosen: number;
  actions: TeachingActions;
}

const maxExample = 60;
const shortened = (text: string): string =>
  text.length > maxExample ? `${text.slice(0, maxExample)}…` : text;

/** What was found for a field: to choose from, or to point at another place. */
export function TopicField({ topic, found, chosen, actions }: TopicFieldProps) {
  const { teaching } = useWords();
  const say = useSaid();
  const id = `topic-${topic}`;
  const isOptional = topic === "patient" || topic === "phone";
  const name = teaching.topics[topic];
  return (
    <div class="topic">
      <label for={id}>{name}</label>
      <select
        id={id}
        value={String(chosen)}
        onChange={(event) => actions.choose(topic, Number(event.currentTarget.value))}
      >
        {(isOptional || found.length === 0) && (
          <option value="-1">{found.length === 0 ? teaching.notFound : teaching.none}</option>
        )}
        {found.map((option, index) => (
          <option key={index} value={String(index)}>
            {say(topic, option)}
          </option>
        ))}
      </select>
      <button type="button" aria-label={teaching.pointTopic(name)} onClick={() => actions.point(topic)}>
        {teaching.point}
      </button>
    </div>
  );
}

function useSaid(): (topic: Topic, option: TaughtOption) => string {
  const { teaching, locale } = useWords();
  return (topic, { example, reading, kind }) => {
    const where = kind === "text" ? "" : teaching.kinds[kind];
    const quoted = teaching.quoted(shortened(example));
    // Seconds since 1970 tell nobody anything.
    const isNumber = /^\d{5,}$/.test(example);
    switch (topic) {
      case "appointments":
        return teaching.elements(reading, example);
      case "button":
        return kind === "prepend" ? where : `${where} ${example}`;
      case "day": {
        const day =
          reading &&
          Temporal.PlainDate.from(reading).toLocaleString(locale, {
            day: "numeric",
            month: "long",
            year: "numeric",
          });
        return isNumber ? `${day || "?"} ${where}` : `${day || "?"} ${where} (${quoted})`;
      }
      case "start":
        return isNumber ? reading.slice(0, 5) : `${reading.slice(0, 5)} (${quoted})`;
      default:
        return reading === example ? reading : `${reading} (${quoted})`;
    }
  };
}
