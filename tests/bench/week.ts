/**
 * The week that benches fill: the whole working week after this one, so that nothing in it is past whenever they run,
 * and what moves there is told.
 */

const today = Temporal.Now.plainDateISO("Europe/Prague");
export const monday = today.add({ days: 8 - today.dayOfWeek });
/** The day that is in view. */
export const wednesday = monday.add({ days: 2 });
