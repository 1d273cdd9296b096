import { readdir, readFile } from "node:fs/promises";

/** Processor time of a browser with all of its processes, as Linux counts it. */

/** `CLK_TCK`, which is the same on all of them. */
const ticksInSecond = 100;

interface Process {
  id: number;
  parent: number;
  /** Milliseconds, with those of its children that have ended. */
  time: number;
}

async function processes(): Promise<Process[]> {
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(
    ids.map(async (id) => {
      // It may have ended meanwhile.
      const stat = await readFile(`/proc/${id}/stat`, "utf8").catch(() => "");
      // The second field is the name, in parentheses, and may hold spaces.
      const fields = stat
        .slice(stat.lastIndexOf(")") + 2)
        .split(" ")
        .map(Number);
      const [, parent = 0] = fields;
      const ticks = fields.slice(11, 15).reduce((sum, some) => sum + some, 0);
      return stat ? [{ id: Number(id), parent, time: (ticks * 1000) / ticksInSecond }] : [];
    }),
  );
  return all.flat();
}

/** Of the browser with that profile, from its start to now, in milliseconds, by the kind of process. */
async function timesOf(profile: string): Promise<Map<string, number>> {
  const all = await processes();
  // Chromium writes its children's arguments with spaces between them.
  const commands = await Promise.all(
    all.map(async ({ id }) =>
      (await readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "")).split(/[\0 ]/u),
    ),
  );
  const root = all.find((_, at) => {
    const command = commands[at] ?? [];
    return (
      command.includes(`--user-data-dir=${profile}`) && !command.some((word) => word.startsWith("--type="))
    );
  });
  if (!root) throw new Error("the browser's process was not found");
  const family = new Set([root.id]);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const { id, parent } of all) if (family.has(parent)) family.add(id);
  }
  const times = new Map<string, number>();
  all.forEach(({ id, time }, at) => {
    if (!family.has(id)) return;
    const kind = kindOf(commands[at] ?? []);
    times.set(kind, (times.get(kind) ?? 0) + time);
  });
  return times;
}

/** `renderer`, `storage.mojom.StorageService`: pages and workers run in the first kind, alone or together. */
const kindOf = (command: readonly string[]): string => {
  const given = (name: string) =>
    command.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
  return given("utility-sub-type") ?? given("type") ?? "browser";
};

/** What some work takes of the processors, and by the clock, in milliseconds. */
export interface Taken {
  cpu: number;
  wall: number;
  /** Of the first, kind by kind of process. */
  kinds: Map<string, number>;
}

export async function processorTime(profile: string, work: () => Promise<unknown>): Promise<Taken> {
  const [before, began] = [await timesOf(profile), performance.now()];
  await work();
  const wall = performance.now() - began;
  const after = await timesOf(profile);
  const kinds = new Map([...after].map(([kind, time]) => [kind, time - (before.get(kind) ?? 0)]));
  return { cpu: [...kinds.values()].reduce((sum, time) => sum + time, 0), wall, kinds };
}
