/** When GoSMS is asked what became of a text. */

const receiptDelays = [5, 15, 30, 60, 180, 600, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600];

/** Milliseconds until the delivery is asked for the nth time (from 0); grows from seconds to a day. */
export const receiptDelay = (tries: number): number =>
  1000 * (receiptDelays[Math.min(tries, receiptDelays.length - 1)] ?? 24 * 3600);

/** GoSMS keeps trying a switched-off phone for days; after this many answers nothing new is expected. */
export const maxReceiptTries = receiptDelays.length + 2;
