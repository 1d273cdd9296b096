import { nameOf, type Workstations } from "../../domain/workstations.ts";
import { isHostGranted } from "../../permissions/hosts.ts";
import { loadRegistrySeen, type RegistrySeen } from "../../storage/registry-seen.ts";
import { loadWorkstationSecrets } from "../../storage/secrets.ts";
import { Alone } from "./alone.ts";
import { Etcd } from "./etcd.ts";
import { importSecret, newSecret } from "./fingerprints.ts";
import { type Registry, RegistryFailure } from "./registry.ts";
import { Witness } from "./witness.ts";

/** The registry that the practice has set up, or this computer's own, ready to be asked. */

export interface OpenRegistry {
  registry: Registry;
  /** Whether there may be other computers. */
  isShared: boolean;
  /** How far it was seen by now: on disk before a text leaves, or an older state would not be noticed. */
  seen(): RegistrySeen;
  /** The practice's: what the keys are made with. */
  key: CryptoKey;
  /** This computer, by its id and its name. */
  me: string;
  name: string;
}

let last: { of: string; opened: Promise<OpenRegistry> } | null = null;

/** @throws RegistryFailure where something is missing here */
export function openRegistry(workstations: Workstations): Promise<OpenRegistry> {
  const { mode, urls, user, id, name, stamp } = workstations;
  const of = JSON.stringify(mode === "alone" ? mode : [urls, user, id, name, stamp]);
  if (last?.of !== of) {
    const opened = open(workstations);
    last = { of, opened };
    opened.catch(() => {
      if (last?.opened === opened) last = null;
    });
  }
  return last.opened;
}

async function open(workstations: Workstations): Promise<OpenRegistry> {
  const { mode, urls, user, id, stamp } = workstations;
  if (mode === "alone") {
    const key = await importSecret(newSecret());
    const seen = { stamp, cluster: "", revision: "0" };
    return { registry: new Alone(), isShared: false, seen: () => seen, key, me: "alone", name: "" };
  }
  const secrets = await loadWorkstationSecrets();
  if (urls.length === 0 || id === "" || !secrets) throw new RegistryFailure("incomplete");
  for (const url of urls) if (!(await isHostGranted(url))) throw new RegistryFailure("permission");
  const { password, secret } = secrets;
  const etcd = new Etcd({ urls, user, password, prefix: prefixOf(user) });
  const registry = new Witness(etcd, await loadRegistrySeen(stamp));
  return {
    registry,
    isShared: true,
    seen: () => registry.seen,
    key: await importSecret(secret),
    me: id,
    name: nameOf(workstations),
  };
}

/** A practice has its own part of the server, by the name of its user. */
export const prefixOf = (user: string): string => (user === "" ? "pipni/" : `pipni/${user}/`);
