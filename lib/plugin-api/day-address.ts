import type { Fault } from "../domain/plugin-problem.ts";

const tokens = /epoch-m?s|yyyy|MM?|dd?/gu;

/** Why an address cannot be that of another day; `null` when it can. */
export function dayAddressProblem(template: string): Fault | null {
  const patterns = [...template.matchAll(/\{([^{}]*?)([+-]\d{1,3})?\}/gu)].map(([, pattern = ""]) => pattern);
  for (const pattern of patterns) {
    const odd = /\p{L}+/u.exec(pattern.replace(tokens, ""))?.[0];
    if (odd !== undefined) return { code: "fetchUnknown", values: { odd } };
  }
  const told = patterns.join(" ");
  return /epoch-m?s|d/u.test(told) ? null : { code: "fetchDayless" };
}
