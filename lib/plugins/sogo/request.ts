import { accepted, type Fields, isFields, type NetworkWrite } from "../../plugin-api/index.ts";
import { readAddress } from "./address.ts";

/** What a request of SOGo's page asked its server to do to appointments, and was granted. */
export type Deed = {
  /** As `keyOf` makes them. */
  readonly keys: readonly string[];
  readonly startedAt: number;
  readonly endedAt: number;
} & (
  | { readonly does: "create"; readonly day: Temporal.PlainDate }
  | { readonly does: "save"; readonly day: Temporal.PlainDate }
  | { readonly does: "shift"; readonly days: number; readonly minutes: number }
  | { readonly does: "remove" }
);

const maxKeys = 500;

function json(text: string | null): Fields {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return isFields(value) ? value : {};
  } catch {
    return {};
  }
}

function dayIn(value: unknown): Temporal.PlainDate | null {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d/.test(value)) return null;
  try {
    return Temporal.PlainDate.from(value.slice(0, 10));
  } catch {
    return null;
  }
}

const whole = (value: unknown): number => {
  const number = Number(value ?? 0);
  return Number.isSafeInteger(number) ? number : Number.NaN;
};

const isDone = (write: NetworkWrite): boolean => accepted(write) && !write.redirected;
const saysSuccess = ({ response }: NetworkWrite): boolean => json(response).status === "success";
/** SOGo has nothing to say about what it has done. Whatever does say something is another's page. */
const saysNothing = ({ response }: NetworkWrite): boolean => (response ?? "").trim() === "";

/**
 * @param folder of the calendars of SOGo's user, as `readAddress` tells it
 * @returns `null` for whatever is no change of appointments, or was not granted
 */
export function deedOf(write: NetworkWrite, folder: string): Deed | null {
  const { method, url, startedAt, endedAt } = write;
  const address = readAddress(url);
  if (address?.folder !== folder || !isDone(write)) return null;
  const parts = address.parts.slice(0, -1);
  const action = address.parts.at(-1) ?? "";
  const [calendar, name, occurrence] = parts;
  if (!calendar) return null;
  const times = { startedAt, endedAt };
  if (action === "batchDelete" && method === "POST" && parts.length === 1) {
    const { uids } = json(write.body);
    if (!Array.isArray(uids) || !saysNothing(write)) return null;
    const keys = uids.filter((uid) => typeof uid === "string").slice(0, maxKeys);
    return { does: "remove", keys, ...times };
  }
  if (!name || parts.length > 3 || (occurrence !== undefined && !/^occurence\d+$/.test(occurrence)))
    return null;
  const keys = [occurrence === undefined ? name : `${name}/${occurrence}`];
  if (action === "delete") return saysNothing(write) ? { does: "remove", keys, ...times } : null;
  if (method !== "POST") return null;
  const body = json(write.body);
  if (action === "adjust") {
    const [days, minutes] = [whole(body.days), whole(body.start)];
    if (!saysNothing(write) || Number.isNaN(days + minutes)) return null;
    return { does: "shift", days, minutes, keys, ...times };
  }
  if (action !== "save" && action !== "saveAsAppointment") return null;
  const day = dayIn(body.startDate);
  if (day === null || !saysSuccess(write)) return null;
  const isNew = action === "saveAsAppointment" && body.isNew === true && occurrence === undefined;
  return { does: isNew ? "create" : "save", day, keys, ...times };
}
