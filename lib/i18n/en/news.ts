import type { NewsVersion } from "../../domain/news.ts";
import type { news as cs } from "../cs/news.ts";

/** For the person at the desk: what they can do now, and nothing of how it is made. */
const versions: Record<NewsVersion, readonly string[]> = {
  "1.0.0": [
    "First steps: five steps from installing to the first message on your own phone and to reminders, on one page.",
    "Several computers: the practice's computers agree on each message, so that a patient gets it once, also when two people send it at the same time.",
    "Own text: write to the patients of a day in your own words. Texts that you write often can be kept by name.",
    "The patients of one doctor can get another text.",
    "If the browser loses its data, Pípni says so, and what brings it back.",
  ],
  "0.1.0": [
    "The menu begins with what you do every day: Day, Waiting for you, Messages, Patients and Calls. Texts, Automatic and Advanced are apart.",
    "The day opens from the menu, from the icon's window, or beside your calendar in the browser's side panel.",
    "The icon's window shows what waits for you first, and below it how many people come tomorrow and what they know.",
    "Under Automatic you can switch on notifications on the screen, such as of a patient's reply. They name no patient unless you want them to.",
    "A dry run shows the whole day as the messages would leave, and sends nothing.",
    "Pípni need not warn again of a word that you want in a message.",
    "Waiting list: when somebody cancels, Pípni proposes to whom of those who want an earlier time to offer it.",
    "Under Calendars you can switch on marks: the calendar then shows at an appointment who comes, who cancels and whom to call.",
  ],
};

export const news: typeof cs = {
  lead: "What Pípni can do now, the newest version first.",
  version: (version) => `Version ${version}`,
  versions,
};
