import { pagePlace } from "../declarative/page-place.ts";
import type { FieldObject } from "../plugin-api/declared-calendar.ts";
import type { Appointments } from "./appointments.ts";
import { ancestorsOf, isDataName, slotSelector, stableSelectorsOf } from "./stable-selectors.ts";

/** Places within an appointment, and what stands there in each of them. */
export interface Candidate {
  place: FieldObject;
  /** One for each appointment of the sample, the one that was pointed at first. */
  values: (string | null)[];
  /** Hints in the markup: the selector and the attribute. */
  name: string;
}

const maxSample = 60;
const maxPlaces = 60;
const attributes = new Set(["datetime", "title", "aria-label", "href", "id", "value"]);

const isRead = (name: string): boolean => attributes.has(name) || isDataName(name);

function candidatesFor(place: FieldObject, found: readonly (Element | null)[], read: Read): Candidate[] {
  const names = found.flatMap((element) => [...(element?.attributes ?? [])].map(({ name }) => name));
  const places = [place, ...[...new Set(names.filter(isRead))].map((attr) => ({ ...place, attr }))];
  return places.flatMap((each) => {
    const values = read(each);
    const name = `${each.sel ?? each.closest ?? ""} ${each.attr ?? ""}`;
    return values.some(Boolean) ? [{ place: each, values, name }] : [];
  });
}

type Read = (place: FieldObject) => (string | null)[];

export const sample = ({ elements, pointed }: Appointments): Element[] => [
  pointed,
  ...elements.filter((element) => element !== pointed).slice(0, maxSample),
];

const reader =
  (items: readonly Element[]): Read =>
  (place) =>
    items.map((item) => pagePlace(item).text(place)?.slice(0, 1_000) || null);

/** The appointment itself, and everything in it that can be told apart. */
export function candidatesWithin(appointments: Appointments): Candidate[] {
  const items = sample(appointments);
  const read = reader(items);
  const selectors = items
    .slice(0, 12)
    .flatMap((item) =>
      [...item.querySelectorAll("*")]
        .slice(0, maxPlaces)
        .flatMap((element) => slotSelector(item, element) ?? []),
    );
  const slots = [...new Set(selectors)].slice(0, maxPlaces);
  return [
    ...candidatesFor({}, items, read),
    ...slots.flatMap((sel) =>
      candidatesFor(
        { sel },
        items.map((item) => item.querySelector(sel)),
        read,
      ),
    ),
  ];
}

/** What stands around the appointment, as at the beginning of a table's row. */
export function candidatesAround(appointments: Appointments): Candidate[] {
  const items = sample(appointments);
  const places = ancestorsOf(appointments.pointed)
    .slice(0, 3)
    .flatMap((outer): FieldObject[] => {
      const closest = outer.tagName === "TR" ? "tr" : stableSelectorsOf(outer)[0];
      const [head] = outer.children;
      if (closest === undefined || !head || head.contains(appointments.pointed)) return [];
      const sel = slotSelector(outer, head);
      return sel === null ? [] : [{ closest, sel }];
    });
  const found = ({ closest = "", sel = "" }: FieldObject): (Element | null)[] =>
    items.map((item) => item.closest(closest)?.querySelector(sel) ?? null);
  return places.flatMap((place) => candidatesFor(place, found(place), reader(items)));
}

/** What of an appointment was pointed at; `null` where it stands in none. */
export function candidatesAt(appointments: Appointments, target: Element): Candidate[] | null {
  const item = appointments.elements.find((element) => element.contains(target));
  if (!item) return null;
  const told = { ...appointments, pointed: item };
  const items = sample(told);
  if (item === target) return candidatesFor({}, items, reader(items));
  const sel = slotSelector(item, target);
  if (sel === null) return null;
  return candidatesFor(
    { sel },
    items.map((each) => each.querySelector(sel)),
    reader(items),
  );
}
