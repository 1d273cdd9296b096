import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { expect, vi } from "vitest";

/** A module, broken on purpose: a piece of its source, which stands there once, and what stands there instead. */
export interface Broken {
  path: string;
  from: string;
  to: string;
  /** What else of the source has to change for that. */
  besides?: (source: string) => string;
}

/** Plays something with the broken module in the place of the real one. */
export async function withBroken(
  { path, from, to, besides = (source) => source }: Broken,
  play: () => Promise<void>,
): Promise<void> {
  const source = readFileSync(path, "utf8");
  expect(source.split(from), `"${from}" stands once in ${basename(path)}`).toHaveLength(2);
  const home = mkdtempSync(join(tmpdir(), "pipni-mutant-"));
  const broken = join(home, basename(path));
  writeFileSync(
    broken,
    besides(source.replace(from, () => to)).replace(/(?<= from ")\.{1,2}\/[^"]+/gu, (relative) =>
      resolve(dirname(path), relative),
    ),
  );
  vi.doMock(path, () => import(/* @vite-ignore */ broken));
  try {
    await play();
  } finally {
    vi.doUnmock(path);
    rmSync(home, { recursive: true, force: true });
  }
}
