import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { SlotShown } from "../../lib/domain/waiting-list/shown.ts";
import { Act } from "./act.tsx";
import { addresses, type WaitingActions } from "./model.ts";
import { formatSlot } from "./moment.ts";
import { SlotOffers } from "./slot-offers.tsx";
import { useWords } from "./words.ts";

interface SlotItemProps {
  slot: SlotShown;
  timeZone: string;
  actions: WaitingActions;
  /** Where a person can offer it here; elsewhere a link leads there. */
  onOffer?: (slot: SlotShown) => void;
}

/** As many names as are read at a glance. */
const mostNames = 3;

/** A time that became free: whom it suits, who was asked, what they say, and what can be done about it. */
export function SlotItem({ slot, timeZone, actions, onOffer }: SlotItemProps) {
  const { waiting, locale } = useWords();
  const words = waiting.slots;
  const id = useId();
  const { step, standstill, fits, offers, filledBy, booked } = slot;
  const moment = formatSlot(slot.start, timeZone, locale);
  const isClosed = standstill === "closed";
  const isTaken = filledBy !== null && !isClosed;
  return (
    <section
      class={step === "idle" || step === "done" ? "notice wait block" : "notice warn block"}
      aria-labelledby={id}
      tabIndex={-1}
    >
      <h2 id={id} class="block-title">
        {words.title(moment, slot.doctor)}
      </h2>
      {slot.calendar !== "" && <p class="small mute">{slot.calendar}</p>}
      {isClosed && <p>{booked ? words.booked(booked) : words.ended}</p>}
      {isTaken && <p>{words.filledBy(filledBy)}</p>}
      {step === "propose" && <p>{words.fits(fits.length, namesOf(fits, words.more))}</p>}
      {step === "idle" && standstill === null && <p>{words.nobody}</p>}
      {!isClosed && !isTaken && standstill !== null && step !== "answered" && (
        <p>{words.standstills[standstill]}</p>
      )}
      {slot.isOneOfMany && step === "propose" && <p>{words.many}</p>}
      {step === "asked" && <p>{words.asked(offers.filter(({ says }) => says === null).length)}</p>}
      {step === "late" && <p>{words.late}</p>}
      {offers.length > 0 && (
        <SlotOffers slot={slot} group={id} moment={moment} timeZone={timeZone} actions={actions} />
      )}
      {step === "answered" && offers.some(({ place }) => place !== null) && (
        <p class="small">{words.bookHint}</p>
      )}
      <Buttons slot={slot} group={id} moment={moment} actions={actions}>
        {/* Who is said to stand there may be with another doctor: a person looks. */}
        {fits.length > 0 && (standstill === null || standstill === "filled") && (
          <OfferButton slot={slot} moment={moment} {...(onOffer ? { onOffer } : {})} />
        )}
      </Buttons>
    </section>
  );
}

/** `Tomáš Příkladný, Petr Ukázkový a ještě 1 další` */
function namesOf(people: readonly { name: string }[], more: (count: number) => string): string {
  const names = people.slice(0, mostNames).map(({ name }) => name);
  const left = people.length - names.length;
  return left > 0 ? `${names.join(", ")} ${more(left)}` : names.join(", ");
}

function OfferButton({
  slot,
  moment,
  onOffer,
}: { moment: string } & Pick<SlotItemProps, "slot" | "onOffer">) {
  const { waiting } = useWords();
  const words = waiting.slots;
  const text = slot.offers.length > 0 ? words.offerMore : words.offer;
  const label = waiting.choiceFor(text, moment);
  const look = slot.step === "propose" ? "button primary" : "button";
  return onOffer ? (
    <button type="button" class={look} aria-label={label} onClick={() => onOffer(slot)}>
      {text}
    </button>
  ) : (
    <a
      class={look}
      href={`${addresses.waitingList}/${slot.id}`}
      target="_blank"
      rel="noopener"
      aria-label={label}
    >
      {text}
    </a>
  );
}

interface ButtonsProps {
  slot: SlotShown;
  group: string;
  moment: string;
  actions: WaitingActions;
  children: ComponentChildren;
}

/** What can be done about the whole of it. */
function Buttons({ slot, group, moment, actions: { slots }, children }: ButtonsProps) {
  const { waiting } = useWords();
  const words = waiting.slots;
  const { id, step, standstill, offers, untold, takenText } = slot;
  const named = (label: string) => waiting.choiceFor(label, moment);
  if (standstill === "closed") {
    const untoldNames = offers.filter((offer) => untold.includes(offer.id)).map(({ name }) => name);
    const asks = step === "tell" || (step === "late" && untold.length > 0);
    return (
      <>
        {asks && <p>{words.untold(untoldNames.join(", "))}</p>}
        {asks && (takenText === null ? <p>{words.noTakenText}</p> : <p class="bubble small">{takenText}</p>)}
        <div class="block-actions">
          {asks && takenText !== null && (
            <Act
              group={group}
              look="primary"
              label={named(words.tell(untold.length))}
              act={() => slots.tell(id, takenText)}
            >
              {words.tell(untold.length)}
            </Act>
          )}
          {(asks || step === "late") && (
            <Act
              group={group}
              look="button"
              label={named(asks ? words.doNotTell : words.read)}
              act={() => slots.settle(id)}
            >
              {asks ? words.doNotTell : words.read}
            </Act>
          )}
          {step === "tell" && (
            <Act group={group} label={named(words.reopen)} act={() => slots.reopen(id)}>
              {words.reopen}
            </Act>
          )}
        </div>
      </>
    );
  }
  const end = offers.length > 0 ? words.end : words.doNotOffer;
  return (
    <div class="block-actions">
      {children}
      {step !== "done" && (
        <Act group={group} look="button" label={named(end)} act={() => slots.close(id)}>
          {end}
        </Act>
      )}
    </div>
  );
}
