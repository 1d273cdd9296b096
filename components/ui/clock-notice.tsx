import { formatOff } from "../../lib/domain/clock.ts";
import { Notice } from "./controls.tsx";

interface ClockNoticeProps {
  /** See `clockOff`. */
  off: number;
  words: { ahead(by: string): string; behind(by: string): string };
  locale: string;
}

/** That this computer's clock is wrong. */
export function ClockNotice({ off, words, locale }: ClockNoticeProps) {
  if (off === 0) return null;
  const by = formatOff(off, locale);
  return <Notice tone="warn">{off > 0 ? words.ahead(by) : words.behind(by)}</Notice>;
}
