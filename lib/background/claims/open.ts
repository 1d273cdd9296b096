import { nameOf, type Workstations } from "../../domain/workstations.ts";
import { isHostGranted } from "../../permissions/hosts.ts";
import { loadWorkstationSecrets } from "../../storage/secrets.ts";
import { Etcd } from "./etcd.ts";
import { importSecret } from "./fingerprints.ts";
import { type Registry, RegistryFailure } from "./registry.ts";

/** The registry that the practice has set up, ready to be asked. */

export interface OpenRegistry {
  registry: Registry;
  /** The practice's: what the keys are made with. */
  key: CryptoKey;
  /** This computer, by its id and its name. */
  me: string;
  name: string;
}

let last: { of: string; opened: Promise<OpenRegistry> } | null = null;

/** @throws RegistryFailure where something is missing here */
export function openRegistry(workstations: Workstations): Promise<OpenRegistry> {
  const { urls, user, id, name, stamp } = workstations;
  const of = JSON.stringify([urls, user, id, name, stamp]);
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
  const { urls, user, id } = workstations;
  const secrets = await loadWorkstationSecrets();
  if (urls.length === 0 || id === "" || !secrets) throw new RegistryFailure("incomplete");
  for (const url of urls) if (!(await isHostGranted(url))) throw new RegistryFailure("permission");
  const { password, secret } = secrets;
  return {
    registry: new Etcd({ urls, user, password, prefix: prefixOf(user) }),
    key: await importSecret(secret),
    me: id,
    name: nameOf(workstations),
  };
}

/** A practice has its own part of the server, by the name of its user. */
export const prefixOf = (user: string): string => (user === "" ? "pipni/" : `pipni/${user}/`);
