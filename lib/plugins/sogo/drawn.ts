import { defineDrawn, isFields } from "../../plugin-api/index.ts";
import { keyOf } from "./read.ts";

/** What AngularJS answers without its debugging data, as SOGo runs it: the controller that an element belongs to. */
interface Angular {
  element(element: Element): { controller(): unknown };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The blocks of one day, as the calendar's controller holds them. */
function blocksOf(day: Element): readonly unknown[] {
  const { angular } = globalThis as { angular?: Angular };
  const calendar = angular?.element(day).controller();
  const views = listOf(isFields(calendar) && calendar.views).filter(isFields);
  // Where each calendar has a column of its own, a day stands there once for each.
  const own = day.getAttribute("sg-calendar");
  const view = own ? views.find(({ id }) => id === own) : views.length === 1 ? views[0] : undefined;
  const days = view?.[day.getAttribute("hour") === "allday" ? "allDayBlocks" : "blocks"];
  return listOf(isFields(days) && days[day.getAttribute("sg-day") ?? ""]);
}

/** An element that says something else than the block, or lies elsewhere, is another one's. */
function fits(element: Element, block: Record<string, unknown>, event: Record<string, unknown>): boolean {
  const { classList, textContent } = element;
  const isPlaced = element.closest("sg-calendar-month-day") !== null || Number(event.c_isallday) === 1;
  return (
    classList.contains(`bg-folder${event.pid}`) &&
    (isPlaced ||
      (classList.contains(`starts${block.start}`) && classList.contains(`lasts${block.length}`))) &&
    typeof event.summary === "string" &&
    textContent.includes(event.summary.trim())
  );
}

/**
 * SOGo draws a day's list of blocks by one `ng-repeat`, which keeps the elements in the order of the list; both change
 * within one turn of the page's loop. So the nth element is the nth block. While there are not as many of the one as of
 * the other, nobody can tell.
 */
export default defineDrawn((element) => {
  const day = element.closest("sg-calendar-day");
  const drawn = [...(element.parentElement?.children ?? [])];
  const blocks = day ? blocksOf(day) : [];
  if (blocks.length !== drawn.length) return undefined;
  const block = blocks[drawn.indexOf(element)];
  const event = isFields(block) ? block.component : undefined;
  if (!isFields(block) || !isFields(event) || typeof event.id !== "string") return undefined;
  const { id: name, occurrenceId } = event;
  const occurrence = typeof occurrenceId === "string" && occurrenceId !== "" ? occurrenceId : null;
  return fits(element, block, event) ? keyOf({ name, occurrence }).slice(0, 300) : undefined;
});
