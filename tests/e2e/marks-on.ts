import type { Page } from "@playwright/test";

/** What stands beside a calendar's appointments: in closed shadow roots, so that only the browser's protocol sees it. */

interface Node {
  nodeId: number;
  nodeName: string;
  attributes?: string[];
  children?: Node[];
  shadowRoots?: Node[];
  contentDocument?: Node;
}

const under = (node: Node): Node[] => [
  node,
  ...[
    ...(node.children ?? []),
    ...(node.shadowRoots ?? []),
    ...(node.contentDocument ? [node.contentDocument] : []),
  ].flatMap(under),
];

/** Names and values by turns. */
const attribute = ({ attributes = [] }: Node, name: string): string | undefined =>
  attributes.find((_, index) => index % 2 === 1 && attributes[index - 1] === name);

async function withMarks<T>(
  page: Page,
  work: (buttons: Node[], quadOf: (node: Node) => Promise<number[]>) => T,
): Promise<Awaited<T>> {
  const session = await page.context().newCDPSession(page);
  try {
    const { root } = await session.send("DOM.getDocument", { depth: -1, pierce: true });
    const hosts = under(root as Node).filter((node) => attribute(node, "data-pipni") === "mark");
    const buttons = hosts.flatMap((host) => under(host).filter(({ nodeName }) => nodeName === "BUTTON"));
    return await work(buttons, async ({ nodeId }) => {
      const { quads } = await session.send("DOM.getContentQuads", { nodeId });
      return quads[0] ?? [];
    });
  } finally {
    await session.detach();
  }
}

const nameOf = (button: Node): string => attribute(button, "aria-label") ?? "";

/** What a screen reader says of each mark, in the page's order. */
export const marksOn = (page: Page): Promise<string[]> => withMarks(page, (buttons) => buttons.map(nameOf));

/** Clicks a mark as a person does. */
export async function pressMark(page: Page, name: string): Promise<void> {
  const [x1 = 0, y1 = 0, , , x2 = 0, y2 = 0] = await withMarks(page, async (buttons, quadOf) => {
    const button = buttons.find((one) => nameOf(one) === name);
    if (!button) throw new Error(`no mark says "${name}"`);
    return quadOf(button);
  });
  await page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2);
}
