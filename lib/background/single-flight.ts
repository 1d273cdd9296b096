export interface SingleFlightOptions<T> {
  /** A call during a run may come too late for that run to see why it came: then the work runs once more. */
  trailing?: boolean;
  /** Whether a result is the answer to all later calls as well. A failure never is. */
  keep?: (result: T) => boolean;
}

/** Work that has at most one run at a time, which all who call meanwhile share. It runs with what its caller gave. */
export function singleFlight<Args extends unknown[], T>(
  work: (...args: Args) => Promise<T>,
  { trailing = false, keep = () => false }: SingleFlightOptions<T> = {},
): (...args: Args) => Promise<T> {
  let flight: Promise<T> | null = null;
  let again = false;
  const run = async (args: Args): Promise<T> => {
    let isKept = false;
    try {
      for (;;) {
        again = false;
        const result = await Promise.try(work, ...args);
        if (again) continue;
        isKept = keep(result);
        return result;
      }
    } finally {
      // In the same turn in which it last looked whether it is to run again: a call in between would be lost.
      if (!isKept) flight = null;
    }
  };
  return (...args) => {
    again = trailing;
    flight ??= run(args);
    return flight;
  };
}
