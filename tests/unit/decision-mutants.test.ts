// @vitest-environment node
import { join } from "node:path";
import { expect, test } from "vitest";
import { checks, type DecisionModules } from "./support/decision-checks.ts";
import { resetAllBut } from "./support/fresh-modules.ts";
import { withBroken } from "./support/mutants.ts";

/** The decision, broken on purpose in one place at a time: each time a check has to see it. */

/** What is wrong, in which module, and how: a piece of its source, and what stands there instead. */
const mutants: [what: string, module: string, from: string, to: string][] = [
  ["the first word counts instead of the last", "thread", "readAt(b) - readAt(a)", "readAt(a) - readAt(b)"],
  ["what waits is not believed to come", "thread", "next ? beliefBy(next) : believes", "believes"],
  ["a cancellation is taken for a time", "thread", 'by.kind === "cancellation" ?', "by.id === '' ?"],
  [
    "what stands at GoSMS is not coming",
    "thread",
    "isWaiting(row) || isAtGateway(row) ||",
    "isWaiting(row) ||",
  ],
  ["the first answer counts", "thread", "last && last.at > one.at", "last && last.at < one.at"],
  ["news does not end an answer", "thread", "createdAt > answer.at", "createdAt > Infinity"],
  ["an unread answer is not seen", "thread", "verdict === null)", "verdict !== null)"],
  [
    "planning anew does not end a cancellation",
    "thread",
    "!wasPlannedSince(coming, willBelieve.by.createdAt)",
    "true",
  ],
  [
    "a cancellation takes no reminder back",
    "bulk-decision",
    'wish.kind === "cancellation" ? takenBackBy(thread) : []',
    "[]",
  ],
  [
    "each bulk text takes reminders back",
    "bulk-decision",
    'wish.kind === "cancellation" ? takenBackBy',
    "wish.kind ? takenBackBy",
  ],
  ["what is being handed over is let go", "bulk-decision", 'row.state === "sending"', 'row.state === "sent"'],
  [
    "'cancelled' raises no doubt",
    "bulk-decision",
    'willBelieve.type === "cancelled") return',
    'willBelieve.type === "nothing") return',
  ],
  ["'does not come' raises no doubt", "bulk-decision", 'answer?.verdict === "declines" &&', "1 > 2 &&"],
  ["the same news may be sent twice", "bulk-decision", "latest && standing(latest)", "null"],
  ["a second cancellation is never possible", "bulk-decision", "contradicted < 0 ?", "contradicted > -9 ?"],
  [
    "a reminder's start does not matter",
    "reminder-decision",
    "row.subject === wish.subject &&\n    row.appointment.start === wish.start &&",
    "row.subject === wish.subject &&",
  ],
  ["an appointment only seen is reminded of twice", "reminder-decision", "wish.isSeen &&", "1 > 2 &&"],
  ["a reminder's number does not matter", "reminder-decision", "row.subject === wish.subject &&", ""],
  ["a reminder's moment does not matter", "reminder-decision", "&& at === row.schedule.sendAt", ""],
  [
    "what left is planned again",
    "reminder-decision",
    "return mayBeTold(row) || !isFreed(row);",
    "return !mayBeTold(row) && !isFreed(row);",
  ],
  [
    "what a person stopped is planned again",
    "reminder-decision",
    "mayBeTold(row) || !isFreed(row)",
    "mayBeTold(row)",
  ],
  ["what was taken back never comes again", "reminder-decision", "mayBeTold(row) || !isFreed(row)", "true"],
  [
    "whoever believes it cancelled is reminded",
    "reminder-decision",
    "if (isCancelledAt(thread, start))",
    "if (false)",
  ],
  [
    "whoever believes it cancelled is reminded at another number",
    "reminder-decision",
    'return isTold ? { code: "toldCancelled" } :',
    "return",
  ],
  [
    "whoever has the appointment now believes what the one before did",
    "same-patient",
    'comparePatients(appointment.patient, patient) === "same",',
    "true,",
  ],
  [
    "whoever does not come is reminded",
    "reminder-decision",
    'answer?.verdict === "declines") return',
    "false) return",
  ],
  ["whoever comes is never reminded", "reminder-decision", "&& endsWithConfirmation ?", "?"],
  ["the calendar's news does not begin anew", "reminder-decision", "wish.isNews ? null :", "false ? null :"],
  ["a reminder of the past is planned", "reminder-decision", "time.at > now + nearMs &&", ""],
  [
    "what a person sent stands for a reminder",
    "reminder-decision",
    "!remindsByItself(row) || row.appointment",
    "row.appointment",
  ],
  [
    "a change leaves what waits",
    "change-decision",
    "row !== told && (row === auto || isNoLonger(row))",
    "false",
  ],
  [
    "a guess takes back from GoSMS",
    "change-decision",
    "isGuess ? rows.filter((row) => !remindsByItself(row)) : rows",
    "rows",
  ],
  [
    "a change leaves a reminder at GoSMS",
    "change-decision",
    'row.state === "scheduled" && isNoLonger(row)',
    "false",
  ],
  [
    "nobody is asked about a reminder of what seems gone",
    "change-decision",
    "isGuess && news === null",
    "false",
  ],
  [
    "what is shown again stays in doubt",
    "change-decision",
    'row.reason?.code !== "notSeen") return [];',
    "1 > 0) return [];",
  ],
  [
    "a corrected number does not hear what was refused",
    "change-decision",
    "auto ?? refused ?? untold",
    "auto ?? untold",
  ],
  [
    "what somebody dealt with is told anew at another number",
    "change-decision",
    "  !row.acknowledged &&\n  change.type",
    "  change.type",
  ],
  [
    "a reminder comes back for the number before",
    "reminder-decision",
    "canBeGivenUp(row) && !isWanted(row)",
    'row.state !== "withdrawing" && canBeGivenUp(row) && !isWanted(row)',
  ],
  ["what left is not marked", "change-decision", 'allows(row.state, "outdate")', "false"],
  [
    "a repeated report is told twice",
    "change-decision",
    "const told = (isAlone && found) || null",
    "const told = null as Message | null",
  ],
  [
    "a person's own text is taken back by every move",
    "change-decision",
    "row === auto || isNoLonger(row)",
    "row === auto || true",
  ],
  ["a report is never known", "change-decision", "knownStart(rows) !== start", "true"],
  ["a report of a correction is known", "change-decision", "before === start ||", ""],
  [
    "a report from elsewhere is known",
    "change-decision",
    "before === null || rows.some(",
    "before !== undefined || rows.some(",
  ],
  ["what gave way tells where it is", "change-decision", "&& !gaveWay", ""],
  ["what is known of the calendar is forgotten", "change-decision", "if (changed) return changed.start;", ""],
  ["there and back is never news", "change-decision", "(begun ? undoing(rows, change) : null)", "null"],
  [
    "there and back is always news",
    "change-decision",
    'from === start ? null : { kind: "confirmation", from, start };\n}\n\n/** A person',
    '{ kind: "confirmation", from, start };\n}\n\n/** A person',
  ],
  [
    "what was told from the window is not called off",
    "change-decision",
    'from === null ? null : { kind: "cancellation", from, start: from };',
    "null;",
  ],
  [
    "what was told from the window stays where it is no longer",
    "change-decision",
    'from === start ? null : { kind: "confirmation", from, start };\n}\n\n/** A person',
    'from !== null ? null : { kind: "confirmation", from, start };\n}\n\n/** A person',
  ],
  [
    "the first word counts when it comes back",
    "change-decision",
    "readAt(b) - readAt(a))[0]",
    "readAt(a) - readAt(b))[0]",
  ],
  [
    "a corrected number stops nothing",
    "change-decision",
    "if (!isOver && !goesToOldNumber(row, change)) return [];",
    "if (!isOver) return [];",
  ],
  [
    "the directory's number gives way to the calendar's",
    "change-decision",
    'comparePhones(phone, old) === "equal" &&',
    "",
  ],
  [
    "a text sent again is not stopped",
    "change-decision",
    'row.origin === "bulk" || row.origin === "again"',
    'row.origin === "bulk"',
  ],
  [
    "what is on its way goes to a corrected number",
    "change-decision",
    "const hasOtherNumber = isCorrectedBy(row, change);",
    "const hasOtherNumber = false;",
  ],
  [
    "who comes back is reminded at an old number",
    "giving-back-decision",
    "patient: patientBy(cancellation, others)",
    "patient: (known?.appointment ?? about).patient",
  ],
  ["what nobody heard of is cancelled all the same", "coalesce", "from === null ? null :", ""],
  [
    "what was written to who knew it as cancelled is forgotten",
    "giving-back-decision",
    "schedule === null && createdAt > said",
    "schedule === null && createdAt < 0",
  ],
  [
    "what the first cancellation took is shown with the second",
    "giving-back-decision",
    "schedule === null && createdAt > said",
    "schedule === null",
  ],
  ["no reminder comes back", "giving-back-decision", "start !== null && hasTaken", "start === ''"],
  [
    "reminders come where there were none",
    "giving-back-decision",
    "start !== null && hasTaken",
    "start !== null",
  ],
  [
    "one that was marked as it was handed over is forgotten",
    "giving-back-decision",
    "wasInHand(cancellation, row) || (gaveWay(row)",
    "(gaveWay(row)",
  ],
  [
    "what the calendar called off before is taken for that",
    "giving-back-decision",
    'history.findLast(({ at }) => at <= createdAt)?.state === "sending"',
    "true",
  ],
  ["a guess makes reminders come back", "giving-back-decision", 'if (origin === "auto") return null;', ""],
  [
    "reminders come back of the old time",
    "giving-back-decision",
    "return start === undefined ? appointment.start : start;",
    "return appointment.start;",
  ],
  [
    "reminders come back of what the calendar called off",
    "giving-back-decision",
    "if (changed) return changed.start;",
    "",
  ],
  [
    "reminders come back beside another cancellation",
    "giving-back-decision",
    "if (isCancelledAt(",
    "if (false && isCancelledAt(",
  ],
  [
    "what was to leave at once is forgotten",
    "giving-back-decision",
    'row.state === "skipped" &&',
    "1 > 2 &&",
  ],
  ["what is no longer so is shown", "giving-back-decision", "!isOutdated(row) &&", ""],
  ["what gave way before is shown", "giving-back-decision", "row.updatedAt >= createdAt &&", ""],
  [
    "a reminder that a guess took is forgotten",
    "giving-back-decision",
    "(row.schedule === null || start === null)",
    "row.schedule === null",
  ],
  [
    "one that is being handed over is taken back all the same",
    "giving-back-decision",
    'row.state === "sending" && wasInHand',
    'row.state === "sent" && wasInHand',
  ],
  [
    "a cancellation that waits does not hear of the calendar's",
    "change-decision",
    'start === null && row.kind === "cancellation"',
    'false && row.kind === "cancellation"',
  ],
  ["one that owes does not hear of it", "change-decision", "row.owes === true ||", ""],
  ["'does not come' leaves the reminder", "answer-decision", 'verdict === "declines" ||', ""],
  ["'comes' always ends reminders", "answer-decision", "&& endsWithConfirmation", ""],
  [
    "an answer takes back reminders of another start",
    "answer-decision",
    "row.appointment.start === answered.appointment.start &&",
    "",
  ],
  [
    "an answer to a cancellation takes back",
    "answer-decision",
    'if (answered.kind === "cancellation") return [];',
    "",
  ],
  ["the first patient hears nothing", "patient-change", '{ type: "cancelled", appointment: before },', ""],
  ["the first patient hears the new time", "patient-change", "start: previousStart, patient", "patient"],
  ["a correction is another patient", "patient-change", 'sameness === "same"', "false"],
  ["a number is no sign of one reader", "same-patient", 'if (phones === "equal") return "same";', ""],
  ["identifiers are not looked at", "same-patient", "before.id !== null && after.id !== null", "false"],
  ["each other name is the same patient", "same-patient", 'if (names === "different") return "other";', ""],
  [
    "nobody is asked",
    "same-patient",
    'names !== "equal" && phones === "different" ? "unclear" : "same"',
    '"same"',
  ],
  [
    "one identifier is one patient, whatever is written over it",
    "same-patient",
    'names === "different" && phones === "different" ? "unclear" : "same"',
    '"same"',
  ],
  ["who has no name is another", "same-patient", '"equal" : "unknown"', '"equal" : "different"'],
  ["Jan is Jana", "same-patient", "word.length < 5 ? 0", "word.length < 5 ? 1"],
  ["own words are believed", "thread", "heard.find(tellsNews)", "heard[0]"],
  ["own words will be believed", "thread", "tellsNews(row) && row.schedule", "row.schedule"],
  ["own words contradict news", "bulk-decision", "if (!tellsNews(row)) return false;", ""],
  ["the same own words come twice", "bulk-decision", "doubt: doubt ?? said,", "doubt,"],
  ["the same own words wait twice", "bulk-decision", "repeats.find((reason) => !isAskable(reason)) ??", ""],
  ["a second question is not asked", "bulk-decision", "(doubt && said)", "null"],
  ["the same own words come to a number for each appointment", "bulk-decision", ", ...own.beside]", "]"],
  ["words that are gone are others", "bulk-decision", "|| row.key.startsWith(key)", ""],
  ["other own words are the same", "bulk-decision", "(row.text === text ||", "(row.text !== '' ||"],
  ["a confirmation stands for own words", "bulk-decision", 'row.kind === "own" && (row.text', "(row.text"],
  [
    "own words bring back what gave way",
    "change-decision",
    "const news = rows.filter(tellsNews);",
    "const news = rows;",
  ],
  [
    "own words are told for a confirmation",
    "change-decision",
    'tellsAs(kind) === "confirmation" &&',
    'kind !== "cancellation" && kind !== "reminder" &&',
  ],
  ["own words undo a cancellation", "change-decision", "tellsNews(row) && mayBeTold(row)", "mayBeTold(row)"],
  [
    "a reminder that is being taken back comes next",
    "knows",
    'state !== "withdrawing"',
    "state !== undefined",
  ],
];

const folder = join(import.meta.dirname, "../../lib/domain/thread");
const pathOf = (module: string): string => join(folder, `${module}.ts`);

async function load(): Promise<DecisionModules> {
  resetAllBut((path) => !path.startsWith(folder));
  const from = (module: string) => import(/* @vite-ignore */ pathOf(module));
  return {
    thread: await from("thread"),
    change: await from("change-decision"),
    bulk: await from("bulk-decision"),
    reminder: await from("reminder-decision"),
    given: await from("giving-back-decision"),
    answer: await from("answer-decision"),
    patient: await from("patient-change"),
    same: await from("same-patient"),
    knows: await from("knows"),
  };
}

function failing(modules: DecisionModules): string[] {
  return Object.entries(checks).flatMap(([name, check]) => {
    try {
      check(modules);
      return [];
    } catch {
      return [name];
    }
  });
}

test("unbroken, it passes every check", async () => {
  expect(failing(await load())).toEqual([]);
});

test.for(mutants)("a check sees that %s", async ([, module, from, to]) => {
  await withBroken({ path: pathOf(module), from, to }, async () =>
    expect(failing(await load()).length).toBeGreaterThan(0),
  );
});
