import { startFullCalendar } from "./fullcalendar.ts";
import { contractSuite } from "./suite.ts";

contractSuite("FullCalendar 6", () => startFullCalendar("v6"));
