/** A title as it is compared: spacing and capitals aside. */
export const plainTitle = (title: string): string =>
  title.replace(/\s+/g, " ").trim().toLowerCase().slice(0, 100).toWellFormed();
