import { z } from "zod";
import { isReduced } from "./names.ts";
import type { Shape } from "./shape-of-data.ts";

/** What a person may send along with a question about a calendar: shapes, and nothing that stands in them. */

/** Checked once more here, because a page has had its hands on it. */
const Reduced = z.string().max(2_000).refine(isReduced);

const ReducedShape: z.ZodType<Shape> = z.lazy(() =>
  z.union([Reduced, z.tuple([ReducedShape]), z.record(Reduced, ReducedShape)]),
);

export const SeenRequest = z.strictObject({
  method: Reduced,
  address: Reduced,
  sent: ReducedShape,
  /** Whether the server said 2xx, 3xx, 4xx or 5xx. */
  answered: z.enum(["yes", "elsewhere", "no", "failed", "nothing"]),
  answer: ReducedShape,
});
export type SeenRequest = z.infer<typeof SeenRequest>;

export const SeenFrame = z.strictObject({
  address: Reduced,
  page: z.array(Reduced).max(2_000),
  requests: z.array(SeenRequest).max(100),
});
export type SeenFrame = z.infer<typeof SeenFrame>;

export const CalendarReport = z.strictObject({
  pipni: z.literal("calendar-report"),
  version: z.literal(1),
  /** Pípni's own version. */
  of: z.string().max(20),
  health: z.enum(["unknown", "reading", "unreadable"]),
  /** One that comes with Pípni, `own` for one that was added, `none` where none recognises the page. */
  plugin: z.string().max(50),
  frames: z.array(SeenFrame).max(20),
});
export type CalendarReport = z.infer<typeof CalendarReport>;
