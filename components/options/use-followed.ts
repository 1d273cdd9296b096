import { useEffect, useRef, useState } from "preact/hooks";

/** A bulk send changes rows many times a second. */
const refreshEveryMs = 400;

export interface Followed<Page> {
  /** `null` until the first answer. */
  page: Page | null;
  failed: boolean;
  loading: boolean;
  more: () => void;
}

/** How a list is read page by page. */
interface Reading<Page> {
  /** As much of it as is shown, anew. */
  anew(shown: Page | null): Promise<Page>;
  /** What is shown, and the page after it. */
  further(shown: Page): Promise<Page>;
}

/**
 * A list of which the first page is read, further ones on request, and always as they stand now.
 * @param key tells one list from another; `null` reads none
 */
export function useFollowed<Page>(
  key: string | null,
  watch: (listener: () => void) => () => void,
  { anew, further }: Reading<Page>,
): Followed<Page> {
  const [page, setPage] = useState<Page | null>(null);
  const [failed, setFailed] = useState(false);
  const [loading, setLoading] = useState(true);
  const current = useRef<Page | null>(null);
  const generation = useRef(0);
  // One after another, so that "more" and a refresh do not undo each other.
  const queue = useRef(Promise.resolve());
  // A slow log must not fall further and further behind.
  const refreshQueued = useRef(false);

  const enqueue = (read: (shown: Page | null) => Promise<Page>) => {
    const mine = generation.current;
    queue.current = queue.current.then(async () => {
      if (mine !== generation.current) return;
      try {
        const answer = await read(current.current);
        if (mine !== generation.current) return;
        current.current = answer;
        setPage(answer);
        setFailed(false);
      } catch {
        if (mine === generation.current) setFailed(true);
      }
      if (mine === generation.current) setLoading(false);
    });
  };
  const refresh = () =>
    enqueue((shown) => {
      refreshQueued.current = false;
      return anew(shown);
    });

  useEffect(() => {
    generation.current++;
    refreshQueued.current = false;
    current.current = null;
    if (key === null) return;
    setLoading(true);
    refresh();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = watch(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        if (refreshQueued.current) return;
        refreshQueued.current = true;
        refresh();
      }, refreshEveryMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [key]);
  useEffect(
    () => () => {
      generation.current++;
    },
    [],
  );

  const more = () => {
    setLoading(true);
    enqueue((shown) => (shown === null ? anew(null) : further(shown)));
  };
  return { page, failed, loading, more };
}
