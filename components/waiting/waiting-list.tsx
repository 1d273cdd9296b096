import "./waiting.css";
import type { WaitingItem } from "../../lib/domain/outbox/waiting.ts";
import type { SlotShown } from "../../lib/domain/waiting-list/shown.ts";
import { MessageRow } from "./message-row.tsx";
import type { WaitingActions } from "./model.ts";
import { HeldGroupNotice, HeldNotice, LossNotice, SeriesNotice, UnreadableNotice } from "./notices.tsx";
import { SlotItem } from "./slot-item.tsx";
import { UnseenNotice } from "./unseen-notice.tsx";
import { useWords } from "./words.ts";

interface WaitingListProps {
  items: readonly WaitingItem[];
  timeZone: string;
  /** When they were read, in milliseconds since the epoch. */
  now: number;
  paused: boolean;
  actions: WaitingActions;
  /** Where a time can be offered here; elsewhere a link leads there. */
  onOffer?: (slot: SlotShown) => void;
}

/** What waits for a person, each with what can be done about it. */
export function WaitingList({ items, ...props }: WaitingListProps) {
  const { waiting } = useWords();
  if (items.length === 0) return null;
  return (
    <ul class="texts" aria-label={waiting.items}>
      {items.map((item) =>
        item.type === "row" ? (
          <MessageRow key={item.message.id} message={item.message} dated={item.isEarlier} {...props} />
        ) : (
          <li key={keyOf(item)} class="waiting-notice">
            <Item item={item} {...props} />
          </li>
        ),
      )}
    </ul>
  );
}

type NoticeItem = Exclude<WaitingItem, { type: "row" }>;

const keyOf = (item: NoticeItem): string => {
  if (item.type === "group") return `${item.group.reason.code} ${item.group.calendarId}`;
  if (item.type === "slot") return item.slot.id;
  return item.type === "series" ? `${item.messages[0]?.batch}` : item.type;
};

function Item({ item, ...props }: Omit<WaitingListProps, "items"> & { item: NoticeItem }) {
  switch (item.type) {
    case "group":
      return <HeldGroupNotice group={item.group} {...props} />;
    case "held":
      return <HeldNotice groups={item.groups} releasable={!props.paused} {...props} />;
    case "series":
      return <SeriesNotice messages={item.messages} {...props} />;
    case "slot":
      return <SlotItem slot={item.slot} {...props} />;
    case "unseen":
      return <UnseenNotice rows={item.rows} isLost {...props} />;
    case "unreadable":
      return <UnreadableNotice count={item.count} since={item.since} {...props} />;
    case "lost":
      return <LossNotice at={item.at} {...props} />;
  }
}
