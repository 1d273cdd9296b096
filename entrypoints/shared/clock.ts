import { clockOffItem } from "../../lib/storage/clock.ts";

/** Calls back with how far this computer's clock is off, at once and whenever GoSMS finds it otherwise. */
export function followClock(show: (off: number) => void): void {
  clockOffItem.watch(show);
  void clockOffItem.load().then(show, () => {});
}
