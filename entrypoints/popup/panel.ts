import { browser } from "wxt/browser";

/** The browser's own panel beside the page. The browsers name it differently, and one on a phone has none. */
interface Panels {
  sidePanel?: { open(options: { windowId: number }): Promise<void> };
  sidebarAction?: { open(): Promise<void> };
}
const panels = browser as unknown as Panels;

/** Known before the press, for nothing may be waited for within it. */
const windowId = browser.windows?.getCurrent().then(
  ({ id }) => id,
  () => undefined,
);
let known: number | undefined;
void windowId?.then((id) => {
  known = id;
});

/** Call it first thing in a click handler: browsers open the panel only as part of the click. */
export async function openPanel(): Promise<void> {
  if (panels.sidebarAction) return panels.sidebarAction.open();
  if (panels.sidePanel && known !== undefined) return panels.sidePanel.open({ windowId: known });
  throw new Error("no panel to open");
}
