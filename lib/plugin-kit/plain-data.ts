const maxDepth = 5;
const maxKeys = 60;
const maxText = 500;
const maxSize = 8 * 1024;
const forbidden = new Set(["__proto__", "constructor", "prototype"]);

/**
 * A limited copy of the data that an app attaches to its events: only what JSON can carry, nothing cyclic, no key that
 * could reach a prototype, and at most about 8 kB. What exceeds a limit is left out.
 */
export function plainData(value: unknown): unknown {
  let left = maxSize;
  const above: object[] = [];

  function copy(item: unknown, depth: number): unknown {
    switch (typeof item) {
      case "string": {
        const text = item.length > maxText ? item.slice(0, maxText) : item;
        left -= text.length + 2;
        return left < 0 ? undefined : text;
      }
      case "number":
        left -= 8;
        return Number.isFinite(item) ? item : null;
      case "boolean":
        left -= 5;
        return item;
      case "bigint":
        left -= 20;
        return String(item).slice(0, maxText);
      case "object":
        break;
      default:
        return undefined;
    }
    if (item === null) return null;
    if (item instanceof Date) {
      left -= 26;
      return Number.isNaN(item.getTime()) ? null : item.toISOString();
    }
    if (depth >= maxDepth || above.includes(item) || left < 0) return undefined;
    // A DOM node or a component refers to half of the page.
    if ("nodeType" in item || "$$typeof" in item) return undefined;
    above.push(item);
    const list: unknown[] | null = Array.isArray(item) ? [] : null;
    const record: Record<string, unknown> = {};
    for (const key of Object.keys(item).slice(0, maxKeys)) {
      if (forbidden.has(key) || key.length > 100) continue;
      let member: unknown;
      try {
        member = (item as Record<string, unknown>)[key];
      } catch {
        continue;
      }
      if (!list) left -= key.length + 4;
      const plain = copy(member, depth + 1);
      if (plain === undefined || left < 0) continue;
      if (list) list.push(plain);
      else record[key] = plain;
    }
    above.pop();
    return list ?? record;
  }

  return copy(value, 0);
}
