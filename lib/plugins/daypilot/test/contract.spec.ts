import { cases } from "../../../../tests/contract/cases.ts";
import { contractSuite } from "../../../../tests/contract/suite.ts";
import { startDayPilot } from "./driver.ts";

/** What the kit decides alone is played on React Big Calendar. */
const own = cases.filter(({ isOfKit }) => !isOfKit);

contractSuite("DayPilot Lite", startDayPilot, [], own);
