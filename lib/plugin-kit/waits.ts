/**
 * How long plugins wait for a calendar's page, in milliseconds. Each is an upper limit, not a delay: whatever comes
 * earlier is used at once.
 */

/** If an app shows a change before it asks its server, it asks within this time. */
export const drawsAhead = 3_000;
/** After something was created on a day that is not shown, an app may turn to that day by itself within this time. */
export const turnsWithin = 3_000;
/** How long a new appointment on a day that is not shown waits for that day to be shown: a working day. */
export const unseenDayWait = 8 * 3_600_000;
/** If a calendar is not readable after this time, the user is told. */
export const readableWithin = 8_000;
/** The same while the calendar says that it is loading, because a slow server is not a broken calendar. */
export const loadsWithin = 20_000;
