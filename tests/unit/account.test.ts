import { expect, test } from "vitest";
import { isLow } from "../../lib/domain/account.ts";

test("time to top up", () => {
  const prepaid = (credit: number) => ({ credit, postpaid: false });
  expect(isLow(prepaid(49.9), 50)).toBe(true);
  expect(isLow(prepaid(50), 50)).toBe(false);
  expect(isLow(prepaid(-3), 50)).toBe(true);
  expect(isLow(prepaid(0), 0)).toBe(false);
  expect(isLow({ credit: -200, postpaid: true }, 50)).toBe(false);
});
