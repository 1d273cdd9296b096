/**
 * Calls back after the page or its address has changed, at most once in so many milliseconds. Costs nothing while the
 * page does not change.
 */
export function observePage(callback: () => void, signal: AbortSignal, every: number): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new MutationObserver(() => onChange());
  const observe = (): void => observer.observe(document, { childList: true, subtree: true });
  const onChange = (): void => {
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
