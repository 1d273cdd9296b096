/** The object's own id in an event's: behind it stands one that is made anew with every read. */
export const objectOf = (eventId: string): string => eventId.split("###", 1)[0] ?? "";
