import { accountWithChannel, testAccount } from "../sending/gosms-account.ts";
import { textMyself } from "../sending/text-myself.ts";
import type { HandlersOf } from "./server.ts";

export const gatewayHandlers: HandlersOf<"gateway"> = {
  "gateway.test": testAccount,
  "gateway.account": accountWithChannel,
  "gateway.textMyself": textMyself,
};
