import type { Claim } from "../../domain/claims/claim.ts";
import { judge, type Verdict, type Wish } from "../../domain/claims/judge.ts";
import type { Addressee } from "../../domain/claims/refusal.ts";
import type { Message } from "../../domain/outbox/message.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import { unchangedFor } from "../../storage/busy-claims.ts";
import { noteClaims, openClaims } from "../../storage/open-claims.ts";
import { messageById, messagesByIds } from "../../storage/outbox-queries.ts";
import type { Step } from "../../storage/outbox-store.ts";
import { storedSeen } from "../../storage/registry-seen.ts";
import { subjectKey } from "../claims/fingerprints.ts";
import type { OpenRegistry } from "../claims/open.ts";
import { type Changed, passOver, type Stored, type Write } from "../claims/registry.ts";
import { answeredElsewhere } from "./answers.ts";
import { changing, claiming, claimOf, reasonOf, type Seen, seenIn, sentElsewhere } from "./claiming.ts";
import { addresseeOf, placesOf, refusedElsewhere, unlessKnown } from "./refusals.ts";
import { outcomeOf, settle } from "./settling.ts";
import { comesAfterNews, wishOf } from "./wish.ts";

/**
 * The right to send a row, where several computers agree on who does:
 *
 *     claimed in the registry → `sending` on disk → `sending` in the registry → the request → how it ended, in both
 *
 * A claim whose owner went away is taken over as long as nothing can have left. Of one that may have left nobody knows
 * more than that, on any computer.
 */

export interface Right {
  /** Whether others were asked for it. */
  readonly isAsked: boolean;
  /** What becomes of the row instead of leaving. */
  readonly instead: Step | null;
  /** To be asked once the row is `sending` on disk, and before anything leaves. @returns whether it may */
  begin(): Promise<boolean>;
  /** How it ended is on disk by now: the others are told. Never rejects; what failed is told later. */
  end(): Promise<void>;
}

/** Of a computer that asks nobody. */
export const freely: Right = {
  isAsked: false,
  instead: null,
  begin: async () => true,
  end: async () => {},
};

/** What is there may say that the patient was told, or wants no texts: a person decides, once. */
const unreadable = (row: Message): Reason | null => unlessKnown(row, { code: "unreadableElsewhere" });

const holding = (row: Message, reason: Reason): Step => ({ event: { type: "hold", reason }, of: row.id });

/** So long nothing may have happened to a claim before its owner is taken for gone. */
const goneMs = { claimed: 60_000, sending: 120_000 };
/** Another computer usually ends within a second. */
const lookAgainMs = 300;
const looks = 6;

const isGone = async ({ key, revision }: Seen, { state }: Claim): Promise<boolean> =>
  (await unchangedFor(key, revision)) >= goneMs[state === "claimed" ? state : "sending"];

/**
 * Claims a row that waits, with those that share its text.
 * @param canWait for another text's question, with which its own goes
 * @returns `null` while another computer is at it
 * @throws RegistryFailure with nothing sent and nothing changed here
 */
export async function takeRight(id: string, open: OpenRegistry, canWait: boolean): Promise<Right | null> {
  // Where nobody else claims anything, the row's own move to `sending` is the claim, and costs nothing more.
  if (!open.isShared) return freely;
  const row = await messageById(id);
  if (row?.state !== "queued") return freely;
  // It did not leave the last time, and the others may think that it did.
  if ((await openClaims()).has(id)) await settle(open, row.bundle.length > 0 ? row.bundle : [id]);
  try {
    return await claimRight(row, open, canWait);
  } catch (error) {
    passOver(error);
    const reason = unreadable(row);
    // Nothing can be noted there.
    return { ...freely, instead: reason && holding(row, reason) };
  }
}

async function claimRight(row: Message, open: OpenRegistry, canWait: boolean): Promise<Right | null> {
  const rows = row.bundle.length > 0 ? await messagesByIds(row.bundle) : [row];
  const keys = await Promise.all(rows.map((one) => subjectKey(open.key, one)));
  const wishes = await Promise.all(rows.map((one) => wishOf(open, one)));
  const whom = await Promise.all(rows.map((one) => addresseeOf(open.key, one)));
  const places = [...new Set(whom.flatMap(placesOf))];
  // Mostly nobody has claimed it: then to claim it is all, and otherwise the answer says how things stand.
  let found: ReadonlyMap<string, Stored> = new Map();
  for (let look = 0; look < looks; look++) {
    const seen = keys.map((key) => seenIn(key, found));
    const verdicts = seen.map(({ claims }, at) => judge(claims, wishes[at] as Wish, open.me));
    const instead = insteadOf(verdicts, row);
    const [verdict] = verdicts;
    if (instead && verdict?.type === "told" && rows.length === 1)
      return following(instead, row.id, keys[0] as string, verdict.claim);
    const isContradicted = verdicts.some(({ type }) => type === "contradicted");
    if (isContradicted && (await comesAfterNews(rows))) return null;
    if (instead) return { ...freely, instead };
    const ousted = await oust(open, seen, verdicts);
    if (ousted === "waits") await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    if (ousted === "waits" || ousted === "again") {
      found = (await open.registry.lookUp(keys)).found;
      continue;
    }
    const claimed = await claimAll(open, rows, { seen, ousted, places, canWait });
    found = claimed.found;
    if (!claimed.won) continue;
    const claims = keys.map((key) => seenIn(key, found));
    const right = rightTo(open, rows, claims);
    // Read at the very moment of the claim. What does not leave is claimed no more once that is on disk.
    const refused = await unwanted(open, rows, { whom, seen: claims, found });
    return refused ? { ...right, instead: refused } : right;
  }
  return null;
}

/** What the row becomes where it is not to be sent; `null` where it may be, now or soon. */
function insteadOf(verdicts: readonly Verdict[], { schedule, bundle }: Message): Step | null {
  const told = verdicts.flatMap((one) => (one.type === "told" ? one.claim : []));
  const [first] = told;
  if (first && told.length < verdicts.length)
    return { event: { type: "skip", reason: { code: "bundleChanged" } } };
  if (first) {
    const { state, gatewayId, sendAt } = first;
    if (state === "sent") return { event: sentElsewhere(first) };
    if (state === "unknown")
      return { event: { type: "lostElsewhere", reason: reasonOf("unknownElsewhere", first) } };
    const reason = reasonOf("scheduledElsewhere", first);
    return schedule && bundle.length === 0 && gatewayId !== undefined
      ? { event: { type: "scheduledElsewhere", reason, gatewayId, sendAt: sendAt ?? schedule.sendAt } }
      : { event: { type: "skip", reason } };
  }
  const contradicted = verdicts.find((one) => one.type === "contradicted");
  return contradicted
    ? { event: { type: "hold", reason: reasonOf("newsElsewhere", contradicted.claim) } }
    : null;
}

interface Looked {
  whom: readonly Addressee[];
  seen: readonly Seen[];
  found: ReadonlyMap<string, Stored>;
}

/** What the patient, or somebody who answers for the number, has said on another computer. */
async function unwanted(
  open: OpenRegistry,
  rows: readonly Message[],
  { whom, seen, found }: Looked,
): Promise<Step | null> {
  for (const [at, row] of rows.entries()) {
    const reason =
      refusalOf(row, whom[at] as Addressee, found, open.me) ??
      (await answeredElsewhere(open, row, (seen[at] as Seen).claims));
    if (reason) return holding(row, reason);
  }
  return null;
}

function refusalOf(
  row: Message,
  whom: Addressee,
  found: ReadonlyMap<string, Stored>,
  me: string,
): Reason | null {
  try {
    return refusedElsewhere(row, whom, found, me);
  } catch (error) {
    passOver(error);
    return unreadable(row);
  }
}

/**
 * What other computers have begun and left.
 * @returns the claims whose place is taken; `again` where something was written that has to be judged anew
 */
async function oust(
  { registry }: OpenRegistry,
  seen: readonly Seen[],
  verdicts: readonly Verdict[],
): Promise<(Claim | null)[] | "waits" | "again"> {
  const taken: (Claim | null)[] = [];
  for (const [at, verdict] of verdicts.entries()) {
    const one = seen[at] as Seen;
    if (verdict.type !== "busy") {
      taken.push(null);
      continue;
    }
    const { claim } = verdict;
    if (!(await isGone(one, claim))) return "waits";
    if (claim.state === "sending") {
      await registry.change([changing(one, claim.attempt, { ...claim, state: "unknown" })]);
      return "again";
    }
    taken.push(claim);
  }
  return taken;
}

interface Claiming {
  seen: readonly Seen[];
  ousted: (Claim | null)[];
  places: string[];
  canWait: boolean;
}

async function claimAll(
  open: OpenRegistry,
  rows: readonly Message[],
  { seen, ousted, places, canWait }: Claiming,
): Promise<Changed> {
  const made = await Promise.all(rows.map((row) => claimOf(open, row, "claimed")));
  const writes = rows.map((row, at) =>
    claiming(seen[at] as Seen, row, made[at] as Claim, ousted[at] ?? null),
  );
  return open.registry.change(writes, places, canWait);
}

/** Of rows that are claimed. @param claimed how their claims lie there since */
function rightTo(open: OpenRegistry, rows: readonly Message[], claimed: readonly Seen[]): Right {
  const ids = rows.map(({ id }) => id);
  let seen = claimed;
  const note = () =>
    noteClaims(
      ids.map((id, at) => [id, { key: seen[at]?.key ?? "", attempt: id, told: null }]),
      storedSeen(open.seen()),
    );
  /** `null` where one of them is no longer this computer's. */
  const beginning = (): Write[] | null => {
    const writes = seen.flatMap((one, at) => {
      const own = one.claims.claims.find(({ attempt }) => attempt === ids[at]);
      return own?.state === "claimed" ? changing(one, own.attempt, { ...own, state: "sending" }) : [];
    });
    return writes.length === rows.length ? writes : null;
  };
  return {
    isAsked: true,
    instead: null,
    async begin() {
      try {
        // First, so that whoever starts after a death tells the others how it ended.
        await note();
        // Something else may have been written of the subject since: then once more.
        for (let tries = 0; tries < 2; tries++) {
          const writes = beginning();
          if (!writes) return false;
          const { won, found } = await open.registry.change(writes);
          seen = seen.map(({ key }) => seenIn(key, found));
          if (won) return true;
        }
        return false;
      } catch (error) {
        // Nothing has left, whatever the registry has written.
        console.error("claims", error);
        return false;
      }
    },
    end: () =>
      quietly(async () => {
        await note();
        await settle(open, ids, seen, true);
      }),
  };
}

/** Where another computer's claim stands for the row from now on, what becomes of the row is told in its name. */
const following = (instead: Step, id: string, key: string, { attempt, state }: Claim): Right => ({
  ...freely,
  instead,
  end: () =>
    quietly(async () => {
      const row = await messageById(id);
      if (row && outcomeOf(row) === state && state !== "sent")
        await noteClaims([[id, { key, attempt, told: state }]]);
    }),
});

export async function quietly(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error("claims", error);
  }
}
