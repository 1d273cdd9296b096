import type { FeedProblem } from "../../lib/domain/feeds/feed.ts";
import { formatAsOf } from "../ui/moment.ts";
import { Act } from "../waiting/act.tsx";
import { useWords } from "./words.ts";

/** A calendar that is read by its official address, and is switched on. */
export interface PopupFeed {
  id: string;
  name: string;
  /** When it was last read, in milliseconds since the epoch; `null` for never. */
  readAt: number | null;
  problem: FeedProblem | null;
  /** Whether a person is to hear that it is not read. */
  isAlarming: boolean;
}

interface FeedsProps {
  feeds: readonly PopupFeed[];
  timeZone: string;
}

const calendarsAddress = "/options.html#kalendare";

/** Those that cannot be read, and what to do about it. */
export function UnreadFeeds({ feeds, timeZone }: FeedsProps) {
  const { popup, locale } = useWords();
  return feeds
    .filter(({ isAlarming }) => isAlarming)
    .map(({ id, name, readAt, problem }) => (
      <section key={id} class="notice bad block" aria-labelledby={id}>
        <h2 id={id} class="block-title">
          {popup.feedUnread(name)}
        </h2>
        <p>
          {problem && popup.feedProblems[problem]}{" "}
          {readAt !== null && popup.feedAsOf(formatAsOf(readAt, timeZone, locale))}
        </p>
        <div class="block-actions">
          <a href={calendarsAddress} target="_blank" rel="noopener">
            {popup.toCalendars}
          </a>
        </div>
      </section>
    ));
}

/** A line for each, with what its page would have a button for. */
export function FeedLines({
  feeds,
  timeZone,
  onBulk,
}: FeedsProps & { onBulk: (id: string) => Promise<void> }) {
  const { popup, locale } = useWords();
  return feeds.map(({ id, name, readAt }) => (
    <div key={id} class="line">
      <span class="line-title feed-name">{name}</span>
      {readAt !== null && (
        <span class="small mute">{popup.feedRead(formatAsOf(readAt, timeZone, locale))}</span>
      )}
      {readAt !== null && (
        <span class="line-end">
          <Act group={`bulk ${id}`} look="link" act={() => onBulk(id)}>
            {popup.bulk}
          </Act>
        </span>
      )}
    </div>
  ));
}
