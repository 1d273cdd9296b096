import type { RegistryProblem } from "../../../lib/domain/claims/trouble.ts";
import type { Workstations } from "../../../lib/domain/workstations.ts";

/** How this computer shares texts with others, as the page shows it. */
export interface WorkstationsModel {
  workstations: Workstations;
  hasPassword: boolean;
  /** Why nothing leaves; `null` where the place answers, or nobody has asked it yet. */
  trouble: RegistryProblem | null;
}

export interface TypedAccess {
  urls: string[];
  user: string;
  /** Empty: the one that is stored. */
  password: string;
}

export type TestedRegistry = { ok: true; version: string } | { ok: false; problem: RegistryProblem };

export interface WorkstationsActions {
  /** Both ask the browser for the hosts first. `refused`: it said no. */
  test(access: TypedAccess): Promise<TestedRegistry | "refused">;
  join(access: TypedAccess, name: string): Promise<"joined" | "refused">;
  decide(
    change: Partial<Pick<Workstations, "mode" | "sends" | "name" | "withoutAsking">> & {
      acceptsOlder?: true;
    },
  ): Promise<void>;
}
