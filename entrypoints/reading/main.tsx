import "../../components/theme.css";
import { render } from "preact";
import { browser } from "wxt/browser";
import { ReadingWindow } from "../../components/reading/app.tsx";
import type { ReadingActions } from "../../components/reading/model.ts";
import { preferredLanguage } from "../../lib/i18n/language.ts";
import { call } from "../../lib/rpc/client.ts";
import { loadSettings } from "../../lib/storage/settings.ts";

const query = new URLSearchParams(location.search);
const feedId = query.get("feed");
const place = feedId === null ? { tabId: Number(query.get("tab")) } : { feedId };
const day = query.get("day");

const actions: ReadingActions = {
  look: (fields, hasNewState) => call("reading.look", { ...place, fields, hasNewState }),
  confirm: ({ plugin, fields }, excluded) =>
    call("reading.confirm", { ...place, plugin, fields, excluded: [...excluded] }),
  // Whoever wanted to write to a day goes on with that.
  next:
    query.get("next") !== "bulk"
      ? null
      : () => {
          const bulk = new URLSearchParams({
            ...(feedId === null ? { tab: query.get("tab") ?? "" } : { feed: feedId }),
            ...(day ? { day } : {}),
          });
          location.assign(browser.runtime.getURL(`/bulk.html?${bulk}`));
        },
};

const root = document.getElementById("app");
if (root) {
  const language = await loadSettings().then(
    (settings) => settings.language ?? preferredLanguage(),
    preferredLanguage,
  );
  render(<ReadingWindow language={language} actions={actions} />, root);
}
