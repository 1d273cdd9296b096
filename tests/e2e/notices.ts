import type { Page } from "@playwright/test";

/**
 * The notices live in a closed shadow root, out of the page's reach and of Playwright's: the browser's own
 * protocol sees them, and only a real click gets there.
 */
interface Node {
  nodeId: number;
  nodeName: string;
  nodeValue: string;
  attributes?: string[];
  children?: Node[];
  shadowRoots?: Node[];
}

const under = (node: Node): Node[] => [
  node,
  ...[...(node.children ?? []), ...(node.shadowRoots ?? [])].flatMap(under),
];
const textOf = (node: Node): string =>
  under(node)
    .filter(({ nodeName }) => nodeName === "#text")
    .map(({ nodeValue }) => nodeValue)
    .join(" ");

/** Names and values by turns. */
const isNotices = (attributes: readonly string[]): boolean =>
  attributes[attributes.indexOf("data-pipni") + 1] === "notices";

async function withNotices<T>(
  page: Page,
  work: (nodes: Node[], send: (method: "DOM.getContentQuads", to: Node) => Promise<number[]>) => T,
): Promise<Awaited<T>> {
  const session = await page.context().newCDPSession(page);
  try {
    const { root } = await session.send("DOM.getDocument", { depth: -1, pierce: true });
    const host = under(root as Node).find(({ attributes = [] }) => isNotices(attributes));
    return await work(host ? under(host) : [], async (method, { nodeId }) => {
      const { quads } = await session.send(method, { nodeId });
      return quads[0] ?? [];
    });
  } finally {
    await session.detach();
  }
}

/** All that the notices on a page say. */
export const noticesOn = (page: Page): Promise<string> =>
  withNotices(page, ([host]) => (host ? textOf(host) : ""));

/** Clicks a button of a notice as a person does. */
export async function pressInNotice(page: Page, name: string): Promise<void> {
  const [x1 = 0, y1 = 0, , , x2 = 0, y2 = 0] = await withNotices(page, async (nodes, send) => {
    const button = nodes.find((node) => node.nodeName === "BUTTON" && textOf(node) === name);
    if (!button) throw new Error(`no notice has a button "${name}"`);
    return send("DOM.getContentQuads", button);
  });
  await page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2);
}
