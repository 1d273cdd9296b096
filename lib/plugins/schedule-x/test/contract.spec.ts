import { cases } from "../../../../tests/contract/cases.ts";
import { contractSuite } from "../../../../tests/contract/suite.ts";
import { startScheduleX } from "./driver.ts";

/** What the kit decides alone is played on React Big Calendar. */
const own = cases.filter(({ isOfKit }) => !isOfKit);

contractSuite("Schedule-X 4", startScheduleX, [], own);
