import { waitingItems } from "../../lib/domain/outbox/waiting.ts";
import { type Settings, timeZoneOf } from "../../lib/domain/settings.ts";
import { sectionHashes } from "../menu/sections.ts";
import { Notice } from "../ui/controls.tsx";
import { DoingContext, useDoing } from "../waiting/act.tsx";
import { useKeptFocus } from "../waiting/kept-focus.ts";
import type { WaitingActions, WaitingModel } from "../waiting/model.ts";
import { resumeId, StoppedNotice } from "../waiting/notices.tsx";
import { UnseenNotice } from "../waiting/unseen-notice.tsx";
import { WaitingList } from "../waiting/waiting-list.tsx";
import { WaitingWords, wordsIn } from "../waiting/words.ts";
import { headingId, Section } from "./section.tsx";
import { useWords } from "./words.ts";

interface WaitingSectionProps {
  settings: Settings;
  model: WaitingModel | null;
  actions: WaitingActions;
}

/** Everything that waits for a person, in one place. What is dealt with is gone from it. */
export function WaitingSection({ settings, model, actions }: WaitingSectionProps) {
  const { language, options } = useWords();
  const words = wordsIn(language);
  const { waiting } = words;
  const doing = useDoing();
  const timeZone = timeZoneOf(settings);
  const { paused } = settings.sending;
  useKeptFocus(paused ? resumeId : headingId);
  const items = model ? waitingItems(model) : [];
  return (
    <WaitingWords.Provider value={words}>
      <DoingContext.Provider value={doing}>
        <Section title={options.sections.waiting} lead={waiting.lead}>
          {doing.failed && <Notice tone="bad">{waiting.failed}</Notice>}
          {paused && <StoppedNotice actions={actions} />}
          <div class="card card-body stack waiting" aria-live="polite">
            {!model && <p class="mute">{options.loading}</p>}
            {model && items.length === 0 && <p class="mute">{waiting.nothing}</p>}
            {model && (
              <WaitingList
                items={items}
                timeZone={timeZone}
                now={model.now}
                paused={paused}
                actions={actions}
                onOffer={({ id }) => {
                  location.hash = `${sectionHashes.waitingList}/${id}`;
                }}
              />
            )}
          </div>
          {model && (
            <UnseenNotice
              rows={model.unseen.filter(({ state }) => state === "waits")}
              timeZone={timeZone}
              actions={actions}
            />
          )}
        </Section>
      </DoingContext.Provider>
    </WaitingWords.Provider>
  );
}
