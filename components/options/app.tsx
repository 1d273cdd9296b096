import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { timeZoneOf } from "../../lib/domain/settings.ts";
import { preferredLanguage } from "../../lib/i18n/language.ts";
import { WithMenu } from "../menu/navigation.tsx";
import { menuNameOf, type SectionName, sectionHashes, sectionOf } from "../menu/sections.ts";
import { BusyButton } from "../ui/busy-button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Writing } from "../writing/writing.tsx";
import { AboutSection } from "./about-section.tsx";
import { AdvancedSection } from "./advanced-section.tsx";
import { AutomationSection } from "./automation-section.tsx";
import { BackupSection } from "./backup/backup-section.tsx";
import { CalendarsSection } from "./calendars-section.tsx";
import { CallsSection } from "./calls-section.tsx";
import { conversationIn } from "./conversation/address.ts";
import { ConversationDialog } from "./conversation/conversation-dialog.tsx";
import { type Unsaved, UnsavedGuard } from "./draft.ts";
import { GosmsSection } from "./gosms-section.tsx";
import { LogSection } from "./log-section.tsx";
import { ManagedFields } from "./managed.ts";
import type { OptionsActions, OptionsModel } from "./model.ts";
import { NewsSection } from "./news-section.tsx";
import { PatientsSection } from "./patients/patients-section.tsx";
import { PracticeSection } from "./practice-section.tsx";
import { headingId } from "./section.tsx";
import { Setup } from "./setup.tsx";
import { StartSection } from "./start/start-section.tsx";
import { neededSteps, stepNames, stepsDone } from "./start/steps.ts";
import { TextsSection } from "./texts-section.tsx";
import { ManagedProblems, UnreadableSettings } from "./unreadable-notices.tsx";
import { WaitingListSection } from "./waiting-list/waiting-list-section.tsx";
import { WaitingSection } from "./waiting-section.tsx";
import { Words, wordsIn } from "./words.ts";
import { WorkstationsSection } from "./workstations/workstations-section.tsx";

interface OptionsPageProps {
  model: OptionsModel;
  actions: OptionsActions;
}

export const OptionsPage = (props: OptionsPageProps) => (
  <ManagedFields.Provider value={new Set(props.model.managed.fields)}>
    <Sections {...props} />
  </ManagedFields.Provider>
);

function Sections({ model, actions }: OptionsPageProps) {
  const language = model.settings.language ?? preferredLanguage();
  const words = wordsIn(language);
  const guard = useRef<Unsaved>(null);
  const done = stepsDone(model);
  const sectionInAddress = (): SectionName =>
    sectionOf(location.hash) ?? (neededSteps.every((step) => done[step]) ? "waiting" : "start");
  const [section, setSection] = useState(sectionInAddress);
  const [conversation, setConversation] = useState(() => conversationIn(location.hash));
  const [wanted, setWanted] = useState<SectionName | null>(null);
  const [saving, setSaving] = useState(false);
  const moved = useRef(false);

  const go = (target: SectionName) => {
    setWanted(null);
    moved.current = true;
    setSection(target);
    if (sectionOf(location.hash) !== target) location.hash = sectionHashes[target];
  };

  useEffect(() => {
    const onHashChange = () => {
      const target = sectionInAddress();
      const isFree = target === section || !guard.current?.dirty;
      setConversation(isFree ? conversationIn(location.hash) : null);
      if (target === section) return;
      if (isFree) return go(target);
      history.replaceState(null, "", sectionHashes[section]);
      setWanted(target);
    };
    addEventListener("hashchange", onHashChange);
    return () => removeEventListener("hashchange", onHashChange);
  }, [section]);

  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (guard.current?.dirty) event.preventDefault();
    };
    addEventListener("beforeunload", onLeave);
    return () => removeEventListener("beforeunload", onLeave);
  }, []);

  useEffect(() => {
    const [place] = location.hash.split("/");
    // An address of before, or one that names nothing.
    if (place && place !== sectionHashes[section]) history.replaceState(null, "", sectionHashes[section]);
  }, [section]);

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${words.options.sections[section]} – Pípni`;
  }, [language, section]);

  // With the section's first drawing: a moment later it would take the focus from whoever is typing already.
  useLayoutEffect(() => {
    if (!moved.current) return;
    scrollTo({ top: 0 });
    document.getElementById(headingId)?.focus({ preventScroll: true });
  }, [section]);

  const saveAndGo = async (target: SectionName) => {
    setSaving(true);
    const saved = await guard.current?.save();
    setSaving(false);
    if (saved) go(target);
    else setWanted(null);
  };

  const { options } = words;
  return (
    <Words.Provider value={words}>
      <UnsavedGuard.Provider value={guard}>
        <Writing model={{ language, settings: model.settings }} actions={actions.writing}>
          <a class="skip button" href={`#${headingId}`} onClick={skipToHeading}>
            {options.skip}
          </a>
          <WithMenu
            words={options}
            current={menuNameOf(section)}
            counts={{
              waiting: model.waiting?.count ?? 0,
              start: stepNames.filter((step) => !done[step]).length,
            }}
          >
            <main class="content">
              {menuNameOf(section) === "advanced" && section !== "advanced" && (
                <a class="small" href={sectionHashes.advanced}>
                  ‹ {options.automation.advanced.back}
                </a>
              )}
              {model.hasNews && section !== "news" && (
                <a class="small" href={sectionHashes.news}>
                  {options.whatIsNew}
                </a>
              )}
              <ManagedProblems problems={model.managed.problems} />
              <UnreadableSettings unreadable={model.unreadable} accept={actions.acceptSettings} />
              {section !== "start" && <Setup done={done} current={section} />}
              {section === "waiting" && (
                <WaitingSection settings={model.settings} model={model.waiting} actions={actions.waiting} />
              )}
              {section === "start" && <StartSection model={model} actions={actions} done={done} />}
              {section === "gosms" && <GosmsSection model={model} actions={actions} />}
              {section === "practice" && <PracticeSection model={model} actions={actions} />}
              {section === "texts" && <TextsSection model={model} actions={actions} />}
              {section === "automation" && <AutomationSection model={model} actions={actions} />}
              {section === "advanced" && <AdvancedSection model={model} actions={actions} />}
              {section === "calendars" && <CalendarsSection model={model} actions={actions} />}
              {section === "patients" && (
                <PatientsSection settings={model.settings} actions={actions.patients} />
              )}
              {section === "log" && <LogSection settings={model.settings} actions={actions} />}
              {section === "calls" && <CallsSection settings={model.settings} actions={actions} />}
              {section === "waitingList" && <WaitingListSection model={model} actions={actions} />}
              {section === "workstations" && (
                <WorkstationsSection model={model.workstations} actions={actions.workstations} />
              )}
              {section === "backup" && <BackupSection model={model} actions={actions} />}
              {section === "news" && <NewsSection onRead={actions.newsRead} />}
              {section === "about" && <AboutSection model={model} />}
            </main>
          </WithMenu>
          {conversation && (
            <ConversationDialog
              key={conversation.id}
              of={conversation}
              timeZone={timeZoneOf(model.settings)}
              actions={actions}
              onClose={() => {
                history.replaceState(null, "", sectionHashes[section]);
                setConversation(null);
              }}
            />
          )}
          {wanted && (
            <Dialog
              title={options.guard.title}
              onCancel={() => setWanted(null)}
              actions={
                <>
                  <button type="button" class="button" onClick={() => setWanted(null)}>
                    {options.guard.stay}
                  </button>
                  <button type="button" class="button danger" onClick={() => go(wanted)}>
                    {options.guard.discard}
                  </button>
                  <BusyButton
                    tone="primary"
                    busy={saving}
                    busyLabel={options.saving}
                    onPress={() => saveAndGo(wanted)}
                  >
                    {options.guard.save}
                  </BusyButton>
                </>
              }
            >
              <p>{options.guard.text(options.sections[section])}</p>
            </Dialog>
          )}
        </Writing>
      </UnsavedGuard.Provider>
    </Words.Provider>
  );
}

/** Not by the address, which names the section. */
function skipToHeading(event: Event) {
  event.preventDefault();
  document.getElementById(headingId)?.focus();
}
