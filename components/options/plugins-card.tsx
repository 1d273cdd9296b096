import { useState } from "preact/hooks";
import { Notice } from "../ui/controls.tsx";
import { saveFile } from "../ui/save-file.ts";
import { Switch } from "../ui/switch.tsx";
import { ConfirmRemoval } from "./confirm-removal.tsx";
import type { Calendar, PluginActions, PluginInfo } from "./model.ts";
import { PluginFacts, Problems } from "./plugin-facts.tsx";
import { PluginForm } from "./plugin-form.tsx";
import { TeachForm } from "./teach-form.tsx";
import { useWords } from "./words.ts";

interface PluginsCardProps {
  plugins: readonly PluginInfo[];
  calendars: readonly Calendar[];
  actions: PluginActions;
}

/** Who reads which calendars, and a place for more of them. */
export function PluginsCard({ plugins, calendars, actions }: PluginsCardProps) {
  const { common, options } = useWords();
  const words = options.plugins;
  const [failed, setFailed] = useState(false);
  const attempt = (doing: Promise<unknown>) => {
    setFailed(false);
    doing.catch(() => setFailed(true));
  };
  return (
    <section class="card" aria-labelledby="plugin-list">
      <h2 class="card-title" id="plugin-list">
        {words.title}
      </h2>
      <ul class="calendars">
        {plugins.map((plugin) => (
          <PluginRow
            key={plugin.id}
            plugin={plugin}
            usedBy={calendars.filter((calendar) => calendar.plugin === plugin.id)}
            onToggle={(enabled) => attempt(actions.setEnabled(plugin.id, enabled))}
            onRemove={() => attempt(actions.remove(plugin.id))}
          />
        ))}
      </ul>
      {failed && <Notice tone="bad">{common.failed}</Notice>}
      <TeachForm actions={actions} />
      <PluginForm actions={actions} />
    </section>
  );
}

interface PluginRowProps {
  plugin: PluginInfo;
  /** Calendars for which it was chosen by hand. */
  usedBy: readonly Calendar[];
  onToggle: (enabled: boolean) => void;
  onRemove: () => void;
}

function PluginRow({ plugin, usedBy, onToggle, onRemove }: PluginRowProps) {
  const { options } = useWords();
  const words = options.plugins;
  const [removing, setRemoving] = useState(false);
  const { id, name, json, added, enabled, problems } = plugin;
  return (
    <li class="calendar plugin">
      <div class="calendar-facts">
        <strong>{name}</strong>
        <PluginFacts plugin={plugin} />
      </div>
      <div class="row">
        {problems.length === 0 && (
          <Switch label={words.on} name={words.toggle(name)} checked={enabled} onChange={onToggle} />
        )}
        {json !== null && (
          <button
            type="button"
            class="button quiet"
            aria-label={words.exportOne(name)}
            onClick={() => saveFile(`${id}.plugin.json`, json, "application/json")}
          >
            {words.export}
          </button>
        )}
        {added && (
          <button
            type="button"
            class="button quiet"
            aria-label={words.removeOne(name)}
            onClick={() => setRemoving(true)}
          >
            {words.remove}
          </button>
        )}
      </div>
      {problems.length > 0 && (
        <div class="notice bad withdrawn">
          <p>{words.broken}</p>
          <Problems problems={problems} />
        </div>
      )}
      {removing && (
        <ConfirmRemoval
          title={words.removeTitle(name)}
          label={words.remove}
          onCancel={() => setRemoving(false)}
          onRemove={onRemove}
        >
          <p>{words.removeText}</p>
          {usedBy.length > 0 && <p>{words.usedBy(usedBy.map((calendar) => calendar.name).join(", "))}</p>}
        </ConfirmRemoval>
      )}
    </li>
  );
}
