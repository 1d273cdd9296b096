/** An address as far as it says which page of an app is shown: without the numbers that name a day or a patient. */
export function placeOf(address: string): string {
  const { pathname, search, hash } = new URL(address);
  // Behind `#/` an app without pages of its own keeps its paths.
  const route = /^#!?\//.test(hash) ? hash : "";
  return (pathname + search + route).replace(/[\da-f]{8}(?:-?[\da-f]{4,}){2,}|\d+/gi, "0").slice(0, 300);
}
