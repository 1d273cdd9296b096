import { formatPhone } from "../../lib/domain/phone.ts";
import type { OfferShown, SlotShown } from "../../lib/domain/waiting-list/shown.ts";
import { formatMoment, instantOf } from "../ui/moment.ts";
import { Act } from "./act.tsx";
import type { WaitingActions } from "./model.ts";
import { useWords } from "./words.ts";

interface SlotOffersProps {
  slot: SlotShown;
  group: string;
  moment: string;
  timeZone: string;
  actions: WaitingActions;
}

/** Who said yes first comes first, then what a person must read, then the others. */
const rank = ({ place, answers }: OfferShown): number =>
  place ?? (answers.some(({ isRead }) => !isRead) ? 100 : 200);

/** Those to whom a time was offered, and what each of them says. */
export function SlotOffers({ slot, ...props }: SlotOffersProps) {
  return (
    <ul class="reasons">
      {slot.offers
        .toSorted((a, b) => rank(a) - rank(b))
        .map((offer) => (
          <OfferLine key={offer.id} offer={offer} slot={slot} {...props} />
        ))}
    </ul>
  );
}

function OfferLine({ offer, slot, group, timeZone, actions }: { offer: OfferShown } & SlotOffersProps) {
  const { waiting, locale } = useWords();
  const words = waiting.slots;
  const { name, phone, state, says, place, answers, isTold } = offer;
  const who = name || formatPhone(phone);
  const isOpen = slot.standstill !== "closed";
  const canBook = isOpen && (says === "yes" || says === "unclear");
  const unread = answers.filter((answer) => !answer.isRead);
  const said =
    says === null ? words.states[state] : says === "yes" ? words.says.yes(place ?? 1) : words.says[says];
  return (
    <li tabIndex={-1}>
      <div>
        <strong>{who}</strong> <span class="small">{isTold ? words.told : said}</span>
      </div>
      {answers.map(({ rowId, replyId, text, at }) => (
        <p class="small" key={`${rowId} ${replyId}`}>
          {words.answer(text, formatMoment(instantOf(at), timeZone, locale))}
        </p>
      ))}
      <div class="text-actions small">
        {canBook && (
          <Act
            group={group}
            look={place === 1 ? "primary" : "button"}
            label={waiting.choiceFor(words.book, who)}
            act={() => actions.slots.book(slot.id, offer.id)}
          >
            {words.book}
          </Act>
        )}
        {/* Whoever says yes waits for more than that somebody has read it. */}
        {isOpen && unread.length > 0 && says !== "yes" && says !== "stop" && (
          <Act
            group={group}
            look="button"
            label={waiting.choiceFor(words.read, who)}
            act={() =>
              Promise.all(unread.map(({ rowId, replyId }) => actions.replyRead(rowId, replyId, "read")))
            }
          >
            {words.read}
          </Act>
        )}
      </div>
    </li>
  );
}
