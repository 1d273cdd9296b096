import { cases } from "../../../../tests/contract/cases.ts";
import { contractSuite } from "../../../../tests/contract/suite.ts";
import { startFullCalendar4 } from "./driver.ts";

/** What the kit decides alone is played on React Big Calendar. */
const own = cases.filter(({ isOfKit }) => !isOfKit);

contractSuite("FullCalendar 4", startFullCalendar4, [], own);
