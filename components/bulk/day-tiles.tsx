import "./day-tiles.css";
import { type DayTile, dayTiles, tilesOf } from "../../lib/domain/bulk/day-tiles.ts";
import type { Line } from "../../lib/domain/bulk/lines.ts";
import { useWords } from "./words.ts";

interface DayTilesProps {
  /** All that could be shown. */
  lines: readonly Line[];
  /** `null` for all of them. */
  tile: DayTile | null;
  onChange: (tile: DayTile | null) => void;
}

/** The day in five numbers. A press shows only the appointments behind one of them. */
export function DayTiles({ lines, tile, onChange }: DayTilesProps) {
  const { bulk } = useWords();
  const tiles = lines.map(tilesOf);
  return (
    <fieldset class="day-tiles">
      <legend class="visually-hidden">{bulk.tiles.legend}</legend>
      <Tile
        count={lines.length}
        words={bulk.tiles.all}
        pressed={tile === null}
        onPress={() => onChange(null)}
      />
      {dayTiles.map((one) => {
        const count = tiles.filter((of) => of.has(one)).length;
        return (
          <Tile
            key={one}
            count={count}
            words={bulk.tiles[one]}
            tone={tones[one]}
            pressed={tile === one}
            // What is pressed stays so, however few are left: another press shows all again.
            disabled={count === 0 && tile !== one}
            onPress={() => onChange(tile === one ? null : one)}
          />
        );
      })}
    </fieldset>
  );
}

const tones: Partial<Record<DayTile, "warn" | "bad">> = { declines: "warn", call: "bad" };

interface TileProps {
  count: number;
  words: (count: number) => string;
  tone?: "warn" | "bad" | undefined;
  pressed: boolean;
  disabled?: boolean;
  onPress: () => void;
}

function Tile({ count, words, tone, pressed, disabled = false, onPress }: TileProps) {
  return (
    <button type="button" class="day-tile" aria-pressed={pressed} disabled={disabled} onClick={onPress}>
      <strong class={tone && count > 0 ? `number text-${tone}` : "number"}>{count}</strong>{" "}
      <span>{words(count)}</span>
    </button>
  );
}
