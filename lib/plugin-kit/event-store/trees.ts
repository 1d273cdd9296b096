/** What a framework has drawn, in the trees that it keeps at the page's nodes. There is no official way to them. */

export interface PreactNode {
  props?: Readonly<Record<string, unknown>> | null;
  /** Its component, where it is drawn by one. */
  __c?: object | null;
  __k?: unknown;
}

/** All that Preact has drawn below a node, from the outside in, as far as a budget goes. */
export function* preactNodes(root: unknown, budget = 2000): Generator<PreactNode> {
  const stack: unknown[] = [root];
  for (let left = budget; stack.length > 0 && left > 0; left--) {
    const node = stack.pop() as PreactNode | null | undefined;
    if (typeof node !== "object" || node === null) continue;
    yield node;
    if (Array.isArray(node.__k)) stack.push(...node.__k.toReversed());
  }
}

export interface ReactFiber {
  memoizedProps?: Readonly<Record<string, unknown>> | null;
  /** Of a class component its instance, of an element the node. */
  stateNode?: unknown;
  /** Of a function component what it keeps from one drawing to the next, as a list. */
  memoizedState?: unknown;
  return?: ReactFiber | null;
}

/** The element's own place in React's tree and all around it, from the inside out. */
export function* reactFibers(element: Element, most = 40): Generator<ReactFiber> {
  const key = Object.keys(element).find((name) => /^__react(Fiber|InternalInstance)\$/.test(name));
  let fiber = key ? (element as unknown as Record<string, ReactFiber | null | undefined>)[key] : null;
  for (let up = 0; fiber && up < most; up++, fiber = fiber.return) yield fiber;
}
