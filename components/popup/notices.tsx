import { isReleasedTogether } from "../../lib/domain/outbox.ts";
import type { ReasonCode } from "../../lib/domain/reason.ts";
import type { HeldGroup } from "../../lib/domain/today.ts";
import { Act } from "./act.tsx";
import { addresses, gosmsAddress, type PopupActions } from "./model.ts";
import { useWords } from "./words.ts";

/** Held until somebody mends the settings. */
const byMending: ReadonlySet<ReasonCode> = new Set(["credentials", "credentialsMissing", "channel"]);

/** What is held and why, once for all of it. */
export function HeldNotice({
  groups,
  releasable,
  actions,
}: {
  groups: HeldGroup[];
  /** While sending is stopped nothing can go on. */
  releasable: boolean;
  actions: PopupActions;
}) {
  const { common, popup } = useWords();
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const toSettings = groups.some(({ reason }) => byMending.has(reason.code));
  const toGosms = groups.some(({ reason }) => reason.code === "credit");
  const [only] = groups;
  return (
    <section class="notice warn block" aria-labelledby="held-title">
      <h2 id="held-title" class="block-title">
        {popup.heldTitle(count)}
      </h2>
      {groups.length === 1 && only ? (
        <p>{common.explain({ state: "held", ...only })}</p>
      ) : (
        <ul class="reasons">
          {groups.map((group) => (
            <li key={group.reason.code}>
              <strong class="number">{popup.heldCount(group.count)}</strong>{" "}
              {common.explain({ state: "held", ...group })}
            </li>
          ))}
        </ul>
      )}
      <div class="block-actions">
        {releasable && groups.some(isReleasedTogether) && (
          <Act group="release" look="button" act={actions.release}>
            {popup.release}
          </Act>
        )}
        {toSettings && (
          <a href={addresses.gosms} target="_blank" rel="noopener">
            {popup.settings}
          </a>
        )}
        {toGosms && (
          <a href={gosmsAddress} target="_blank" rel="noopener noreferrer">
            {popup.gosms} <span aria-hidden="true">↗</span>
            <span class="visually-hidden"> ({popup.newTab})</span>
          </a>
        )}
      </div>
    </section>
  );
}

export const resumeId = "resume";

export function StoppedNotice({ actions }: { actions: PopupActions }) {
  const { popup } = useWords();
  return (
    <section class="notice bad block" aria-labelledby="stopped-title" id={resumeId} tabIndex={-1}>
      <h2 id="stopped-title" class="block-title">
        {popup.stoppedTitle}
      </h2>
      <p>{popup.stopped}</p>
      <div class="block-actions">
        <Act group="release" look="primary" act={() => actions.setPaused(false)}>
          {popup.resume}
        </Act>
      </div>
    </section>
  );
}

export function SetupNotice() {
  const { popup } = useWords();
  return (
    <section class="notice setup block" aria-label={popup.setupAction}>
      <p>{popup.setup}</p>
      <div class="block-actions">
        <a class="button primary" href={addresses.gosms} target="_blank" rel="noopener">
          {popup.setupAction}
        </a>
      </div>
    </section>
  );
}
