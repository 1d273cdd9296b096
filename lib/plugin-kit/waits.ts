/**
 * How long plugins wait for what a calendar's page does by itself, in milliseconds. Each is a bound on how slow the
 * page may be, not a delay: whatever comes earlier is taken at once.
 */

/** An app that shows a change before it asks its server asks within this time. */
export const drawsAhead = 3_000;
/** After something was created on a day that is not shown, an app may turn to that day by itself within this time. */
export const turnsWithin = 3_000;
/** A creation on a day that is not shown waits this long for somebody to show that day: a working day. */
export const unseenDayWait = 8 * 3_600_000;
/** A calendar that has not become readable in this time cannot be read, and the user is told. */
export const readableWithin = 8_000;
/** The same while the calendar says that it is loading: a slow server is not yet a broken calendar. */
export const loadsWithin = 20_000;
