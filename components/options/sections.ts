/** The parts of the options page, and where links from the other windows find them. */

/** In the order of the menu: what is used every day, and what is set up once. */
export const sectionGroups = {
  day: ["waiting", "log", "patients", "calls"],
  setUp: ["start", "gosms", "practice", "messages", "calendars", "workstations", "backup", "about"],
} as const;
export type SectionName = (typeof sectionGroups)[keyof typeof sectionGroups][number];
export const sectionNames: readonly SectionName[] = [...sectionGroups.day, ...sectionGroups.setUp];

/** In the address, where links from the other windows point. */
export const sectionHashes: Record<SectionName, string> = {
  waiting: "#ceka",
  start: "#zaciname",
  gosms: "#gosms",
  practice: "#ordinace",
  messages: "#zpravy",
  calendars: "#kalendare",
  patients: "#pacienti",
  log: "#odeslane",
  calls: "#obvolat",
  workstations: "#vice-pocitacu",
  backup: "#zaloha",
  about: "#o-pipni",
};

/** Also where the address goes on to one conversation. */
export const sectionOf = (hash: string): SectionName | undefined =>
  sectionNames.find((name) => sectionHashes[name] === hash.split("/")[0]);
