import type { PluginProblem } from "../../lib/domain/plugin-problem.ts";
import { sayProblem } from "../../lib/i18n/plugin-problem.ts";
import type { PluginInfo } from "./model.ts";
import { useWords } from "./words.ts";

/** Where it comes from, what it is for, and what it brings. */
export function PluginFacts({ plugin }: { plugin: PluginInfo }) {
  const { options } = useWords();
  const words = options.plugins;
  const { version, description, matches, calendars, automatic, button, added } = plugin;
  const brings = [
    calendars.length > 0 && words.reads,
    automatic && words.automatic,
    button && words.button,
  ].filter((one) => one !== false);
  return (
    <>
      <span class="small mute">
        {[version && words.version(version), added ? words.added : words.own].filter(Boolean).join(" · ")}
      </span>
      {description && <span class="small">{description}</span>}
      {brings.length > 0 && <span class="small mute">{words.brings(brings.join(", "))}</span>}
      {matches.length > 0 && (
        <span class="small mute breakable">
          {words.matches} <code>{matches.join(" ")}</code>
        </span>
      )}
    </>
  );
}

/** A line for each: where it is, what is wrong, and what to do. */
export function Problems({ problems }: { problems: readonly PluginProblem[] }) {
  const { pluginProblems } = useWords();
  const lines = problems.map((problem) => sayProblem(pluginProblems, problem));
  return (
    <ul class="problems">
      {lines.map((problem) => (
        <li key={problem}>
          <code>{problem}</code>
        </li>
      ))}
    </ul>
  );
}
