import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { reduceAddress } from "../lib/domain/calendar-report/kinds.ts";
import type { SeenRequest } from "../lib/domain/calendar-report/report.ts";
import { shapeOfText } from "../lib/domain/calendar-report/shape-of-data.ts";
import { observeNetwork } from "../lib/page-world/network-observer.ts";

/**
 * Put into an open page once somebody asks for a report: from then on, and until the page is left, it keeps the shapes
 * of the page's requests. What stands in them is dropped at once.
 */
const most = 60;

const answeredOf = (status: number): SeenRequest["answered"] =>
  status === 0
    ? "nothing"
    : status < 300
      ? "yes"
      : status < 400
        ? "elsewhere"
        : status < 500
          ? "no"
          : "failed";

export default defineUnlistedScript(() => {
  const key = Symbol.for("pipni.report");
  if (key in globalThis) return;
  const seen = new Map<string, SeenRequest>();
  observeNetwork(
    globalThis,
    () => true,
    (_, { method, url, body, status, response }) => {
      const request: SeenRequest = {
        method: method.toLowerCase(),
        address: reduceAddress(url),
        sent: shapeOfText(body),
        answered: answeredOf(status),
        answer: shapeOfText(response),
      };
      if (seen.size < most) seen.set(JSON.stringify(request), request);
    },
  );
  Object.defineProperty(globalThis, key, { value: () => [...seen.values()] });
});
