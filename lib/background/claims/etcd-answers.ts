import { z } from "zod";

/** What etcd's JSON gateway answers. Numbers of 64 bits come as texts, and what is empty is left out. */

const Int64 = z.string().regex(/^\d+$/u);
const Header = z.looseObject({ revision: Int64.default("0"), cluster_id: z.string().default("") });

const Pair = z.looseObject({
  key: z.base64(),
  value: z.base64().default(""),
  mod_revision: Int64,
});
export type Pair = z.infer<typeof Pair>;

const Range = z.looseObject({ kvs: z.array(Pair).default([]), more: z.boolean().default(false) });

export const RangeAnswer = Range.extend({ header: Header });

const Done = z.looseObject({
  succeeded: z.boolean().default(false),
  responses: z.array(z.looseObject({ response_range: Range.optional() })).default([]),
});
export type Done = z.infer<typeof Done>;

export const TxnAnswer = Done.extend({ header: Header });

/** Of transactions within one. */
export const TxnsAnswer = z.looseObject({
  header: Header,
  responses: z.array(z.looseObject({ response_txn: Done })).default([]),
});

export const LeaseAnswer = z.looseObject({ ID: Int64 });

export const AuthAnswer = z.looseObject({ token: z.string().min(1) });

export const VersionAnswer = z.looseObject({ etcdserver: z.string() });

export const WatchAnswer = z.looseObject({
  result: z.looseObject({
    canceled: z.boolean().default(false),
    /** What was written until then is no longer known one by one. */
    compact_revision: Int64.optional(),
    events: z.array(z.looseObject({ type: z.string().default("PUT"), kv: Pair.optional() })).default([]),
  }),
});

/** The gateway's own words for a failure; `code` is gRPC's. */
export const Refusal = z.looseObject({
  error: z.string().optional(),
  message: z.string().optional(),
  code: z.int().optional(),
});
