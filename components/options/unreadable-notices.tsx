import { useEffect, useState } from "preact/hooks";
import { BusyButton } from "../ui/busy-button.tsx";
import { formatMoment, instantOf } from "../ui/moment.ts";
import { saveFile } from "../ui/save-file.ts";
import { UnreadableRows } from "../ui/unreadable-rows.tsx";
import type { OptionsActions, OptionsModel } from "./model.ts";
import { useWords } from "./words.ts";

/** What of the settings cannot be read, and what that means. */
export function UnreadableSettings({
  unreadable,
  accept,
}: Pick<OptionsModel, "unreadable"> & { accept: () => Promise<void> }) {
  const { common } = useWords();
  const words = common.unreadableSettings;
  const { settings, calendars, patients } = unreadable;
  const [busy, setBusy] = useState(false);
  if (settings.length + calendars + patients === 0) return null;
  return (
    <section class="notice bad block" aria-labelledby="unreadable-settings">
      <h2 id="unreadable-settings" class="block-title">
        {words.title}
      </h2>
      {settings.length > 0 && <p>{words.fields(settings.join(", "))}</p>}
      {calendars > 0 && <p>{words.calendars(calendars)}</p>}
      {patients > 0 && <p>{words.patients(patients)}</p>}
      <p>{words.help}</p>
      {settings.length > 0 && (
        <div class="block-actions">
          <BusyButton
            busy={busy}
            busyLabel={words.accept}
            onPress={async () => {
              setBusy(true);
              await accept().catch(() => {});
              setBusy(false);
            }}
          >
            {words.accept}
          </BusyButton>
        </div>
      )}
    </section>
  );
}

/** Rows of the log that cannot be read. */
export function UnreadableLog({ actions, timeZone }: { actions: OptionsActions; timeZone: string }) {
  const { common, options, locale } = useWords();
  const words = common.unreadable;
  const [rows, setRows] = useState<Awaited<ReturnType<OptionsActions["unreadableRows"]>>>(null);
  const [busy, setBusy] = useState(false);
  const read = () => actions.unreadableRows().then(setRows, () => {});
  useEffect(() => {
    read();
    return actions.watchLog(read);
  }, []);
  if (!rows) return null;
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    await work().catch(() => {});
    setBusy(false);
  };
  return (
    <UnreadableRows
      count={rows.count}
      since={formatMoment(instantOf(rows.since), timeZone, locale)}
      words={words}
    >
      <BusyButton
        busy={busy}
        busyLabel={options.log.working}
        onPress={() =>
          run(async () =>
            saveFile("pipni-unreadable.json", await actions.exportUnreadable(), "application/json"),
          )
        }
      >
        {words.save}
      </BusyButton>
      <BusyButton
        busy={busy}
        busyLabel={options.log.working}
        onPress={() =>
          run(async () => {
            await actions.acknowledgeUnreadable();
            await read();
          })
        }
      >
        {words.acknowledge}
      </BusyButton>
    </UnreadableRows>
  );
}

/** What of an administrator's policy cannot be read. */
export function ManagedProblems({ problems }: { problems: readonly string[] }) {
  const { options } = useWords();
  if (problems.length === 0) return null;
  return (
    <p class="notice warn managed" role="alert">
      {options.managed.problems(problems.join(", "))}
    </p>
  );
}
