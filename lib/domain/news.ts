/** Versions with news for the people who use them, the newest first. What is new stands in the dictionaries. */
export const newsVersions = ["1.0.0", "0.1.0"] as const;
export type NewsVersion = (typeof newsVersions)[number];

/** Whether an update brought news: to a version that has some, from another one. */
export const bringsNews = (version: string, previous: string | undefined): boolean =>
  version !== previous && newsVersions.some((one) => one === version);
