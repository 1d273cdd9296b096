import { z } from "zod";
import { Credentials } from "../../domain/account.ts";
import { Feed, FeedAccess } from "../../domain/feeds/feed.ts";
import { Settings } from "../../domain/settings.ts";
import { SiteReading } from "../../domain/site-reading/site-reading.ts";
import { WorkstationAccess } from "../../domain/workstations.ts";
import { Nothing, procedure } from "./procedure.ts";
import { SiteStatus } from "./sites.ts";

/** Everything set, brought from another computer or from before. A person has seen what it changes. */

export const backupProcedures = {
  /** The directory was written before this, by the page. */
  "backup.restore": procedure({
    from: "extension",
    needsRecovery: true,
    input: z.strictObject({
      settings: Settings,
      sites: z.array(SiteStatus.pick({ id: true, origin: true, name: true, plugin: true, enabled: true })),
      readings: z.array(SiteReading),
      feeds: z.array(z.strictObject({ feed: Feed, access: FeedAccess.nullable() })),
      plugins: z.array(z.string()),
      pluginsOff: z.array(z.string()),
      credentials: Credentials.nullable(),
      workstations: WorkstationAccess.nullable(),
    }),
    output: Nothing,
  }),
};
