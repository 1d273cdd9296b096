import type { Message } from "../../lib/domain/outbox/message.ts";
import { LogRow } from "./log-row.tsx";
import type { OptionsActions } from "./model.ts";
import { useWords } from "./words.ts";

interface LogTableProps {
  rows: readonly Message[];
  timeZone: string;
  actions: OptionsActions;
}

export function LogTable({ rows, timeZone, actions }: LogTableProps) {
  const { options } = useWords();
  const words = options.log;
  return (
    <table class="log-table">
      <caption class="visually-hidden">{options.sections.log}</caption>
      <thead>
        <tr>
          <th scope="col">{words.time}</th>
          <th scope="col">{words.patient}</th>
          <th scope="col">{words.phone}</th>
          <th scope="col">{words.kind}</th>
          <th scope="col">{words.appointment}</th>
          <th scope="col">{words.status}</th>
          <th scope="col" class="end">
            {words.price}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((message) => (
          <LogRow key={message.id} message={message} timeZone={timeZone} actions={actions} />
        ))}
      </tbody>
    </table>
  );
}
