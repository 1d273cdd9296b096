import type { RegistryProblem } from "../../lib/domain/claims/trouble.ts";
import { Notice } from "./controls.tsx";

/** How the computers of a practice get on with each other, where that is not as it should be. */
export interface RegistryState {
  problem: RegistryProblem | null;
  /** A person has decided that this one sends all the same. */
  withoutAsking: boolean;
}

interface RegistryNoticeProps {
  state: RegistryState | null;
  words: {
    problems: Record<RegistryProblem, string>;
    waits: string;
    withoutAsking: string;
    settings: string;
  };
  settingsUrl: string;
}

/** Why nothing leaves, or at what risk it does, and where to change that. */
export function RegistryNotice({ state, words, settingsUrl }: RegistryNoticeProps) {
  if (!state || (state.problem === null && !state.withoutAsking)) return null;
  return (
    <Notice tone={state.withoutAsking ? "warn" : "bad"}>
      {state.problem && words.problems[state.problem]}{" "}
      {state.withoutAsking ? words.withoutAsking : state.problem !== "older" && words.waits}{" "}
      <a href={settingsUrl} target="_blank" rel="noopener">
        {words.settings}
      </a>
    </Notice>
  );
}
