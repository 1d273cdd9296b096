import type { ComponentChildren } from "preact";
import type { common } from "../../lib/i18n/cs/common.ts";

interface UnreadableRowsProps {
  count: number;
  /** The oldest one's moment, in words. */
  since: string;
  words: typeof common.unreadable;
  /** Buttons. */
  children: ComponentChildren;
}

/** Tells of rows of the log that cannot be read, and what to do. */
export function UnreadableRows({ count, since, words, children }: UnreadableRowsProps) {
  return (
    <section class="notice bad block" aria-labelledby="unreadable-title">
      <h2 id="unreadable-title" class="block-title">
        {words.title(count)}
      </h2>
      <p>{words.text(since)}</p>
      <p>{words.help}</p>
      <div class="block-actions">{children}</div>
    </section>
  );
}
