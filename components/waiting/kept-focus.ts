import { useEffect, useRef } from "preact/hooks";

/** A button that did its work often vanishes; whoever uses the keyboard goes on near where it was. */
export function useKeptFocus(fallback: string) {
  const last = useRef<Element[]>([]);
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      const path: Element[] = [];
      for (let at = target instanceof Element ? target : null; at; at = at.parentElement) path.push(at);
      last.current = path;
    };
    addEventListener("focusin", remember);
    return () => removeEventListener("focusin", remember);
  }, []);
  useEffect(() => {
    if (last.current.length === 0 || last.current[0]?.isConnected) return;
    if (document.activeElement && document.activeElement !== document.body) return;
    const near = last.current.find((element) => element.isConnected && element.matches("[tabindex='-1']"));
    const next = near ?? document.getElementById(fallback);
    if (next instanceof HTMLElement) next.focus({ preventScroll: near !== undefined });
  });
}
