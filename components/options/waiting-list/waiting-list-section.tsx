import "./waiting-list.css";
import { useEffect, useState } from "preact/hooks";
import { timeZoneOf } from "../../../lib/domain/settings.ts";
import { byWaiting, isPast, type WaitingEntry } from "../../../lib/domain/waiting-list/entry.ts";
import type { SlotShown } from "../../../lib/domain/waiting-list/shown.ts";
import { sectionHashes } from "../../menu/sections.ts";
import { Notice } from "../../ui/controls.tsx";
import { DoingContext, useDoing } from "../../waiting/act.tsx";
import { useKeptFocus } from "../../waiting/kept-focus.ts";
import { SlotItem } from "../../waiting/slot-item.tsx";
import { WaitingWords, wordsIn } from "../../waiting/words.ts";
import { ConfirmRemoval } from "../confirm-removal.tsx";
import type { OptionsActions, OptionsModel } from "../model.ts";
import { headingId, Section } from "../section.tsx";
import { useWords } from "../words.ts";
import { EntryDialog } from "./entry-dialog.tsx";
import { EntryRow } from "./entry-row.tsx";
import { OfferDialog } from "./offer-dialog.tsx";
import { RulesCard } from "./rules-card.tsx";

type Open =
  | { dialog: "entry"; entry: WaitingEntry | null }
  | { dialog: "remove"; entry: WaitingEntry }
  | { dialog: "offer"; slot: SlotShown };

const nobody: { entries: WaitingEntry[]; slots: SlotShown[]; unreadable: number } = {
  entries: [],
  slots: [],
  unreadable: 0,
};

/** The time that a link from another window is about. */
const slotInAddress = (): string => location.hash.split("/")[1] ?? "";

/** Who wants to come sooner, and which times became free. */
export function WaitingListSection({ model, actions }: { model: OptionsModel; actions: OptionsActions }) {
  const { common, options, language } = useWords();
  const words = options.waitingList;
  const waitingWords = wordsIn(language);
  const doing = useDoing();
  const { settings, waiting } = model;
  const { entries, slots, unreadable } = waiting?.list ?? nobody;
  const timeZone = timeZoneOf(settings);
  const today = Temporal.Now.plainDateISO(timeZone).toString();
  const [open, setOpen] = useState<Open | null>(null);
  const [linked, setLinked] = useState(slotInAddress);
  const [failed, setFailed] = useState(false);
  useKeptFocus(headingId);

  const wanted = linked === "" ? undefined : slots.find(({ id }) => id === linked);
  const canOffer =
    wanted !== undefined &&
    (wanted.standstill === null || wanted.standstill === "filled") &&
    wanted.fits.length > 0;
  // Opened once: what it says when all is sent must stay, whatever the list says by then.
  useEffect(() => {
    if (!canOffer || !wanted) return;
    setOpen({ dialog: "offer", slot: wanted });
    setLinked("");
    history.replaceState(null, "", sectionHashes.waitingList);
  }, [canOffer]);
  const close = () => setOpen(null);
  const remove = (entry: WaitingEntry) => {
    setFailed(false);
    actions.waitingList.remove(entry.id).catch(() => setFailed(true));
  };

  const sorted = entries.toSorted(byWaiting);
  const inOrder = [
    ...sorted.filter((entry) => !isPast(entry, today)),
    ...sorted.filter((entry) => isPast(entry, today)),
  ];
  const doctors = [...slots, ...entries].map(({ doctor }) => doctor).filter((doctor) => doctor !== "");
  const shown = slots.filter(({ step }) => step !== "done");
  return (
    <WaitingWords.Provider value={waitingWords}>
      <DoingContext.Provider value={doing}>
        <Section title={options.sections.waitingList} lead={words.lead}>
          {(failed || doing.failed) && <Notice tone="bad">{common.failed}</Notice>}
          {unreadable > 0 && <Notice tone="warn">{words.unreadable(unreadable)}</Notice>}
          <section class="card card-body stack" aria-labelledby="waiting-slots">
            <h2 id="waiting-slots">{words.slots}</h2>
            {shown.length === 0 && <p class="mute">{words.noSlots}</p>}
            {shown.length > 0 && (
              <ul class="waiting-slots">
                {shown.map((slot) => (
                  <li key={slot.id}>
                    <SlotItem
                      slot={slot}
                      timeZone={timeZone}
                      actions={actions.waiting}
                      onOffer={(one) => setOpen({ dialog: "offer", slot: one })}
                    />
                  </li>
                ))}
              </ul>
            )}
          </section>
          <section class="card card-body stack" aria-labelledby="waiting-people">
            <div class="row between">
              <h2 id="waiting-people">{words.people(entries.length)}</h2>
              <button
                type="button"
                class="button primary"
                onClick={() => setOpen({ dialog: "entry", entry: null })}
              >
                {words.add}
              </button>
            </div>
            {waiting === null && <p class="mute">{options.loading}</p>}
            {waiting && inOrder.length === 0 && <p class="mute">{words.empty}</p>}
            {inOrder.length > 0 && (
              <ul class="waiting-people">
                {inOrder.map((entry) => (
                  <EntryRow
                    key={entry.id}
                    entry={entry}
                    today={today}
                    onEdit={() => setOpen({ dialog: "entry", entry })}
                    onRemove={() => setOpen({ dialog: "remove", entry })}
                  />
                ))}
              </ul>
            )}
          </section>
          <RulesCard settings={settings} changeSettings={actions.changeSettings} />
        </Section>
        {open?.dialog === "entry" && (
          <EntryDialog
            entry={open.entry}
            settings={settings}
            doctors={[...new Set(doctors)]}
            find={actions.writing.find}
            actions={actions.waitingList}
            onClose={close}
          />
        )}
        {open?.dialog === "remove" && (
          <ConfirmRemoval
            title={words.removal.title}
            label={words.remove}
            onCancel={close}
            onRemove={() => remove(open.entry)}
          >
            <p>{words.removal.text(open.entry.name)}</p>
          </ConfirmRemoval>
        )}
        {open?.dialog === "offer" && waiting?.list && (
          <OfferDialog
            slot={open.slot}
            list={waiting.list}
            settings={settings}
            quote={actions.writing.quote}
            actions={actions.waitingList}
            onClose={close}
          />
        )}
      </DoingContext.Provider>
    </WaitingWords.Provider>
  );
}
