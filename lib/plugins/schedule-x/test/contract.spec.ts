import { cases } from "../../../../tests/contract/cases.ts";
import { contractSuite } from "../../../../tests/contract/suite.ts";
import { startScheduleX } from "./driver.ts";

/** What the kit decides alone is played on React Big Calendar. */
const own = cases.filter(({ isOfKit }) => !isOfKit);

contractSuite("Schedule-X 4", () => startScheduleX(4), [], own);

/** Both versions are read by the same fields of the library: these cases would miss one of them first. */
const told = /^(recognises|lists every day|lists a day that is not shown|reports created)/;

contractSuite(
  "Schedule-X 3",
  () => startScheduleX(3),
  [],
  own.filter(({ name }) => told.test(name)),
);
