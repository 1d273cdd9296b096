import { cases } from "../../../../tests/contract/cases.ts";
import { contractSuite } from "../../../../tests/contract/suite.ts";
import { startFullCalendar4 } from "./driver.ts";

/** What the kit decides alone is played on React Big Calendar; this could be missed here alone. */
const told = /^(recognises|lists every day|lists a day that is not shown|reports created)/;

contractSuite(
  "FullCalendar 4",
  startFullCalendar4,
  [],
  cases.filter(({ name, isOfKit }) => !isOfKit && told.test(name)),
);
