import type { RegistryProblem } from "../../domain/claims/trouble.ts";

/** Why the place where several computers agree does not answer as it should, and what follows. */
export const registry = {
  problems: {
    unreachable:
      "The common place does not answer. Check that the server runs and that this computer is in the network.",
    certificate:
      "The server at the https:// address does not run, or this computer does not trust its certificate. Open the address in a new tab: if a warning shows, add the server's certificate to this computer.",
    password: "The server did not accept the user or the password.",
    noUsers:
      "The server has no users switched on, so that anybody could write to it. Switch them on as the guide says (etcdctl auth enable).",
    forbidden: "The user has no right on the server to the practice's keys (pipni/user/).",
    tooOld: "The server is too old: etcd 3.4 or newer is needed.",
    clock: "The clocks of the server and of this computer differ by more than two minutes. Set them right.",
    full: "The server's storage is full. Make room in it.",
    badAnswer: "What answers at this address is not etcd, or what it holds is damaged.",
    permission:
      "The browser has no access to the server's address. Save it again in the settings, under Several computers.",
    incomplete:
      "Something of the common place is missing. Fill it in in the settings, under Several computers, or load a backup.",
    older:
      "The server knows less than it did: it was probably restored from a backup. Nothing leaves until somebody has judged that in the settings, under Several computers.",
  } satisfies Record<RegistryProblem, string>,
  waits: "Texts wait, and leave by themselves once the computers agree again.",
  withoutAsking: "This computer sends without agreeing with the others.",
  settings: "Several computers in the settings",
};
