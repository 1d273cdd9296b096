// Long on purpose: one schema, which whoever describes a calendar reads from top to bottom.
import { z } from "zod";
import type { Fault, PluginProblemCode } from "../domain/plugin-problem.ts";
import { dateFormatProblem } from "./date-format.ts";
import { dayAddressProblem, dayPostProblem } from "./day-address.ts";
import { patternProblem } from "./pattern.ts";
import { selectorProblem } from "./selector.ts";

/**
 * A calendar that is described by data, for plugins without code. The engine for it is `lib/declarative`.
 */

/** The message is the code of the problem. */
const Attribute = z.string().regex(/^[\w:.-]{1,100}$/, "attribute" satisfies PluginProblemCode);

/** Reports the problem that the given function finds. */
const checked = (max: number, problem: (text: string) => Fault | null) =>
  z
    .string()
    .min(1)
    .max(max)
    .superRefine((text, context) => {
      const params = problem(text);
      if (params !== null) context.addIssue({ code: "custom", params });
    });

const Selector = checked(300, selectorProblem);
const Pattern = checked(300, patternProblem).describe(
  "Regular expression, with the flag `u`. A group named `value`, else the first group, else the whole match counts",
);
const DateFormat = checked(80, dateFormatProblem);
const DateFormats = z
  .union([DateFormat, z.array(DateFormat).min(1).max(10)])
  .describe(
    "`iso`, `cs`, `en`, `de`, `epoch-s`, `epoch-ms`, `minutes`, `quarters`, `google-day`, or a pattern such as `d. MMMM yyyy H:mm`; of several the first that fits",
  );
const Path = z
  .string()
  .min(1)
  .max(200)
  .describe("`$.a.b[0]`, `a['b c'][*]`; in a form the field's name as it stands, `appointment[start]`");

/** The fields of an appointment. */
export const FieldName = z.enum([
  "id",
  "key",
  "start",
  "end",
  "date",
  "title",
  "patient",
  "patientId",
  "phone",
  "status",
  "days",
  "minutes",
]);
export type FieldName = z.infer<typeof FieldName>;

/** The value of a placeholder that the plugin contributes: `#MISTNOST#`. */
const PlaceholderField = z.templateLiteral(["#", z.string().regex(/^[A-Z]{2,20}$/), "#"]);
const FieldKey = z.union([FieldName, PlaceholderField]);
export type FieldKey = z.infer<typeof FieldKey>;

/** Where a value is and how to convert it. The parts apply in the order below. */
const FieldObject = z.strictObject({
  sel: Selector.optional().describe("On the page: an element inside the appointment's own"),
  closest: Selector.optional().describe("On the page: an element around the appointment's own"),
  attr: Attribute.optional().describe("On the page: an attribute; without it, the text"),
  path: Path.optional().describe("In an item of a list"),
  request: Path.optional().describe("In a request's body or query"),
  response: Path.optional().describe("In an answer"),
  url: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe("A named group of the rule's `url`, or a parameter of the query"),
  location: z.literal(true).optional().describe("Where the answer says that the new thing is to be found"),
  from: FieldKey.optional().describe("The raw value of another field"),
  get join() {
    return z.array(Field).min(2).max(5).optional().describe("Several values with a space in between");
  },
  regex: Pattern.optional(),
  map: z
    .record(z.string().max(100), z.string().max(100))
    .optional()
    .describe("Translates values, whatever their case; others count as missing"),
  format: DateFormats.optional(),
  get or() {
    return z.array(Field).min(1).max(10).optional().describe("Tried in turn when this gives nothing");
  },
});
export type FieldObject = z.infer<typeof FieldObject>;

export const Field: z.ZodType<FieldObject | string> = z.union([
  z
    .string()
    .min(1)
    .max(300)
    .describe(
      "Short: on the page a selector, in a list a path, in a change `request:…`, `response:…` or `url:…`",
    ),
  FieldObject,
]);
export type Field = z.infer<typeof Field>;

const Fields = z.partialRecord(FieldKey, Field);
export type Fields = z.infer<typeof Fields>;

const DayOnPage = z.strictObject({
  sel: Selector,
  attr: Attribute.optional(),
  regex: Pattern.optional(),
  format: DateFormats.optional(),
});

/** Asks for a day by POST. Only for what reads: it is sent whenever somebody looks at that day. */
const DayPost = z
  .union([
    z.strictObject({
      url: z.string().min(1).max(300),
      form: z.record(z.string().max(100), z.string().max(500)),
    }),
    z.strictObject({
      url: z.string().min(1).max(300),
      json: z.union([z.record(z.string().max(100), z.unknown()), z.array(z.unknown())]),
    }),
  ])
  .superRefine((post, context) => {
    const params = dayPostProblem(post);
    if (params !== null) context.addIssue({ code: "custom", params });
  });
export type DayPost = z.infer<typeof DayPost>;

export const DeclaredDays = z
  .strictObject({
    columns: DayOnPage.optional().describe(
      "Elements that hold a day's appointments: a column, a row, a cell of a month",
    ),
    headers: DayOnPage.optional().describe(
      "Elements above the days; what lies below one of them belongs to its day",
    ),
    label: DayOnPage.optional().describe("The element that says which one day is shown"),
    url: z
      .strictObject({
        regex: Pattern,
        format: DateFormats.optional(),
        span: z.int().min(1).max(42).optional().describe("How many days are shown from that one on"),
      })
      .optional()
      .describe("The address says which day is shown"),
    fetch: z
      .union([checked(300, dayAddressProblem), DayPost])
      .optional()
      .describe(
        "Address within the site at which another day can be read, `{yyyy-MM-dd}` standing for it and `{yyyy-MM-dd+1}` for the next: a page of the same make, or what the list rule reads. With `form` or `json` it is asked for by POST",
      ),
  })
  .describe("How to tell the days. What comes first here counts first");
export type DeclaredDays = z.infer<typeof DeclaredDays>;

export const DeclaredEvents = z.strictObject({
  source: z
    .enum(["dom", "network"])
    .describe("Where appointments are read: the page, or answers to list rules"),
  selector: Selector.optional().describe("Every appointment on the page"),
  exclude: z.array(Selector).max(20).optional().describe("Those that are none: ghosts, blocked times"),
  fields: Fields.optional(),
  syntheticId: z
    .array(FieldName)
    .min(1)
    .max(4)
    .optional()
    .describe(
      "For a calendar without ids: fields that tell appointments apart. Good for lists, no proof of a change",
    ),
});
export type DeclaredEvents = z.infer<typeof DeclaredEvents>;

/** What a value is tested for. */
const tests = {
  empty: z.boolean().optional(),
  equals: z.union([z.string().max(200), z.number(), z.boolean()]).optional(),
  regex: Pattern.optional(),
};
export type ValueTest = Pick<Condition, keyof typeof tests>;

const Condition = z.strictObject({
  request: Path.optional(),
  response: Path.optional(),
  url: z.string().min(1).max(100).optional(),
  status: z
    .array(z.int().min(100).max(599))
    .min(1)
    .max(20)
    .optional()
    .describe("Of the answer, one of these"),
  ...tests,
});
export type Condition = z.infer<typeof Condition>;

const ItemCondition = z.strictObject({ path: Path, ...tests });

export const NetworkRule = z.strictObject({
  kind: z
    .enum(["list", "create", "move", "cancel", "save"])
    .describe("`save` creates what has no id, and moves or cancels what has one"),
  method: z.string().regex(/^[A-Z]{3,10}$/, "method" satisfies PluginProblemCode),
  url: checked(300, patternProblem).describe("Regular expression that the whole address must contain"),
  body: z
    .enum(["form", "json", "graphql", "ics"])
    .optional()
    .describe(
      "What the request carries; without it, what it looks like. `ics`: it or its answer is iCalendar, alone or within WebDAV, and is looked at as JSON: `id`, `uid`, `recurrenceId`, `start`, `end`, `summary`, `description`, `location`, `contacts`, `status`, `href` of a single event, and of each of `events`; `from` and `to`",
    ),
  operation: z.string().min(1).max(100).optional().describe("GraphQL: the operation's name"),
  when: z.array(Condition).max(10).optional().describe("All of these must hold"),
  new: z
    .array(Condition)
    .min(1)
    .max(10)
    .optional()
    .describe(
      "Save: where all of these hold, something new was made, and otherwise something was edited. For requests that look the same, whose answer tells",
    ),
  ok: z
    .strictObject({
      status: z.array(z.int().min(100).max(599)).min(1).max(20).optional(),
      json: z
        .record(Path, z.union([z.string().max(200), z.number(), z.boolean()]))
        .optional()
        .describe("What must stand in the answer"),
      absent: z.array(Path).max(20).optional().describe("What must not, or must be empty"),
      text: Pattern.optional().describe("What the answer must contain"),
      present: Selector.optional().describe("`navigates`: what the next page must show"),
      missing: Selector.optional().describe("`navigates`: what the next page must not show"),
    })
    .optional()
    .describe("How the server says yes. Without it: a status of 2xx and a body that does not say no"),
  navigates: z
    .boolean()
    .optional()
    .describe(
      "The answer is a new page, or nobody hears it (a form, a beacon): the change counts once the calendar shows it",
    ),
  items: Path.optional().describe("List: where the appointments stand in the answer"),
  exclude: z
    .array(ItemCondition)
    .min(1)
    .max(20)
    .optional()
    .describe("List: items that are no appointments, where any of these holds: breaks, blocked times"),
  columns: Path.optional().describe("List: where the names stand of items that are mere rows of values"),
  range: z
    .strictObject({
      from: Field,
      to: Field,
      inclusive: z
        .boolean({
          error: ({ input }) =>
            input === undefined ? ("inclusiveMissing" satisfies PluginProblemCode) : undefined,
        })
        .describe(
          "Whether the list covers the day of `to` itself (true), or that is the first day after it (false), as where midnight ends a week. There is no default: a day that counts as covered and was never asked for would be taken for an empty one",
        ),
    })
    .optional()
    .describe("List: the days that it covers"),
  fields: Fields.optional(),
});
export type NetworkRule = z.infer<typeof NetworkRule>;

export const DeclaredCalendar = z.strictObject({
  timeZone: z
    .string()
    .min(1)
    .max(60)
    .refine(
      (name) => {
        try {
          new Intl.DateTimeFormat("en", { timeZone: name });
          return true;
        } catch {
          return false;
        }
      },
      { error: "timeZone" satisfies PluginProblemCode },
    )
    .optional()
    .describe("Of times without one; without it, the browser's"),
  path: Pattern.optional().describe("Of addresses on which the calendar must be found"),
  present: z.array(Selector).max(10).optional().describe("What shows that the calendar is there"),
  loading: z.array(Selector).max(10).optional().describe("What shows that it is still loading"),
  day: DeclaredDays.optional(),
  events: DeclaredEvents,
  network: z.array(NetworkRule).max(40).optional(),
});
export type DeclaredCalendar = z.infer<typeof DeclaredCalendar>;
