// @vitest-environment node
import "fake-indexeddb/auto";
import { beforeEach, expect, test, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";

/** "Hromadná SMS" by the keyboard and the menu: the page is asked as if its button was pressed. */

const origin = "https://kalendar.example";
const sendMessage = vi.fn();
const create = vi.fn();

beforeEach(async () => {
  vi.resetModules();
  fakeBrowser.reset();
  sendMessage.mockReset();
  create.mockReset();
  Object.assign(fakeBrowser.tabs, { sendMessage, query: async () => [] });
  Object.assign(fakeBrowser.windows, { create });
  const { sitesItem } = await import("../../lib/storage/sites.ts");
  const { saveTab } = await import("../../lib/storage/tabs.ts");
  await sitesItem.save([{ id: origin, origin, name: "Kalendář", plugin: null, enabled: true }]);
  await saveTab(7, { frameId: 3, siteId: origin, health: null });
});

const press = async (id: number, url: string) => {
  const { openBulkFor } = await import("../../lib/background/handlers/shortcuts.ts");
  await openBulkFor({ id, url });
};
const opened = () => create.mock.calls.map(([{ url }]) => new URL(url).search);

test("the frame with the calendar opens the window itself", async () => {
  sendMessage.mockResolvedValue(true);
  await press(7, `${origin}/tyden`);
  expect(sendMessage).toHaveBeenCalledWith(7, { pipni: "openBulk" }, { frameId: 3 });
  expect(opened()).toEqual([]);
});

test.for([
  ["another page", 7, "https://jinam.example/"],
  ["a page that has told nothing", 8, `${origin}/`],
  ["a page without an address", 7, ""],
] as const)("%s is not asked, and the window says what is wrong", async ([, id, url]) => {
  await press(id, url);
  expect(sendMessage).not.toHaveBeenCalled();
  expect(opened()).toEqual([`?tab=${id}`]);
});

test("where the page does not answer, the window says so", async () => {
  sendMessage.mockRejectedValue(new Error("no receiver"));
  await press(7, `${origin}/`);
  expect(opened()).toEqual(["?tab=7"]);
});
