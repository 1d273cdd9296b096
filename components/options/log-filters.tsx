import { MessageStatus } from "../../lib/domain/outbox/message.ts";
import { messageKinds } from "../../lib/domain/text/message-kind.ts";
import { Field } from "../ui/controls.tsx";
import { useWords } from "./words.ts";

export const noFilter = { day: "", status: "", kind: "", search: "" };

interface LogFiltersProps {
  fields: typeof noFilter;
  onEdit: (patch: Partial<typeof noFilter>) => void;
  onSubmit: () => void;
}

/** Which texts of the log are shown. */
export function LogFilters({ fields, onEdit, onSubmit }: LogFiltersProps) {
  const { common, options } = useWords();
  const words = options.log;
  return (
    <form
      class="filters"
      aria-label={words.filters}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Field label={words.day}>
        {(aria) => (
          <input
            {...aria}
            type="date"
            value={fields.day}
            onInput={(event) => onEdit({ day: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={words.status}>
        {(aria) => (
          <select
            {...aria}
            value={fields.status}
            onChange={(event) => onEdit({ status: event.currentTarget.value })}
          >
            <option value="">{words.all}</option>
            {MessageStatus.options.map((status) => (
              <option key={status} value={status}>
                {common.statuses[status]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.kind}>
        {(aria) => (
          <select
            {...aria}
            value={fields.kind}
            onChange={(event) => onEdit({ kind: event.currentTarget.value })}
          >
            <option value="">{words.all}</option>
            {messageKinds.map((kind) => (
              <option key={kind} value={kind}>
                {common.kinds[kind]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.search}>
        {(aria) => (
          <input
            {...aria}
            type="search"
            spellcheck={false}
            autocomplete="off"
            placeholder={words.searchHint}
            value={fields.search}
            onInput={(event) => onEdit({ search: event.currentTarget.value })}
          />
        )}
      </Field>
    </form>
  );
}
