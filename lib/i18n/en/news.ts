import type { NewsVersion } from "../../domain/news.ts";
import type { news as cs } from "../cs/news.ts";

/** For the person at the desk: what they can do now, and nothing of how it is made. */
const versions: Record<NewsVersion, readonly string[]> = {
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
