interface PageObservation {
  /** Calls back at most once in so many milliseconds, after the last of the changes within them. 0 is at once. */
  every: number;
  /** Attributes and texts count as well. */
  attributes?: readonly string[];
}

/** Calls back after the page has changed, or its address has; costs nothing while it rests. */
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
    // A page that draws itself anew would go on to collect records that nobody reads.
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
