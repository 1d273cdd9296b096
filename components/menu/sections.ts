/** The parts of Pípni that the menu leads to, and where links from the windows find them. */

/** In the order of the menu: what is used every day, and what is set up once. `day` is a page of its own. */
export const menuGroups = {
  day: ["day", "waiting", "log", "patients", "calls", "waitingList"],
  setUp: ["start", "gosms", "texts", "automation", "practice", "calendars", "advanced", "about"],
} as const;
export type MenuName = (typeof menuGroups)[keyof typeof menuGroups][number];

/** Parts of the options page that are led to from one in the menu, which stays marked. */
const inside = { workstations: "advanced", backup: "advanced", news: "about" } as const satisfies Record<
  string,
  MenuName
>;

export type SectionName = Exclude<MenuName, "day"> | keyof typeof inside;

/** Where the menu is while a part is shown. */
export const menuNameOf = (name: SectionName | "day"): MenuName =>
  name === "workstations" || name === "backup" || name === "news" ? inside[name] : name;

/** In the address of the options page, where links from the other windows point. */
export const sectionHashes: Record<SectionName, string> = {
  waiting: "#ceka",
  log: "#odeslane",
  patients: "#pacienti",
  calls: "#obvolat",
  waitingList: "#cekaci-listina",
  start: "#zaciname",
  gosms: "#gosms",
  texts: "#texty",
  automation: "#automatika",
  practice: "#ordinace",
  calendars: "#kalendare",
  advanced: "#pokrocile",
  workstations: "#vice-pocitacu",
  backup: "#zaloha",
  news: "#novinky",
  about: "#o-pipni",
};
export const sectionNames = Object.keys(sectionHashes) as SectionName[];

/** Addresses of earlier versions, which people may have kept. */
const formerHashes: Record<string, SectionName> = { "#zpravy": "texts" };

/** Also where the address goes on to one conversation. */
export function sectionOf(hash: string): SectionName | undefined {
  const [place = ""] = hash.split("/");
  return sectionNames.find((name) => sectionHashes[name] === place) ?? formerHashes[place];
}

/** What an update brought. */
export const newsAddress = `/options.html${sectionHashes.news}`;

/** The day, with the menu beside it. */
export const dayAddress = "/bulk.html?menu";

/** The same as a dry run: every text as it would leave, and nothing leaves. */
export const dryDayAddress = `${dayAddress}&nanecisto`;

/** From any of the extension's pages. */
export const addressOf = (name: MenuName): string =>
  name === "day" ? dayAddress : `/options.html${sectionHashes[name]}`;
