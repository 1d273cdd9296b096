interface PageObservation {
  /** Calls back at most once in this many milliseconds; 0 calls back at once. */
  every: number;
  /** Changes of these attributes, and of texts, count as well. */
  attributes?: readonly string[];
}

/** Calls back after the page or its address has changed. Costs nothing while the page does not change. */
export function observePage(
  callback: () => void,
  signal: AbortSignal,
  { every, attributes }: PageObservation,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new MutationObserver(() => onChange());
  const observe = (): void =>
    observer.observe(document, {
      childList: true,
      subtree: true,
      ...(attributes && { characterData: true, attributeFilter: [...attributes] }),
    });
  const onChange = (): void => {
    if (every === 0) {
      callback();
      return;
    }
    // Otherwise a page that redraws itself would collect records that nobody reads.
    observer.disconnect();
    timer ??= setTimeout(() => {
      timer = undefined;
      observe();
      callback();
    }, every);
  };
  observe();
  globalThis.navigation?.addEventListener("navigatesuccess", onChange, { signal });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    clearTimeout(timer);
  });
}
