import { z } from "zod";
import { isLocalHost } from "./feeds/address.ts";

/** How the computers of a practice share its texts. */
export const Workstations = z.strictObject({
  /** `alone`: each by itself, as if there were no other. `shared`: they agree on each text in one place. */
  mode: z.enum(["alone", "shared"]),
  /** While each is by itself: whether this one sends at all, or only shows. */
  sends: z.boolean(),
  /** Origins of the place where they agree: of one server, or of each of its nodes. */
  urls: z.array(z.string().max(300)).max(9),
  user: z.string().max(100),
  /** This computer, as people call it. */
  name: z.string().max(40),
  /** This computer; random, made when it joins. */
  id: z.string().max(40),
  /** A person has decided that this one sends without asking until that place answers again. */
  withoutAsking: z.boolean(),
  /** The others know what this one had sent before it joined. */
  isPublished: z.boolean(),
  /** Changed with each new password or secret: whoever has the old one in hand begins anew. */
  stamp: z.int().nonnegative(),
});
export type Workstations = z.infer<typeof Workstations>;

export const alone: Workstations = {
  mode: "alone",
  sends: true,
  urls: [],
  user: "",
  name: "",
  id: "",
  withoutAsking: false,
  isPublished: false,
  stamp: 0,
};

/** In place of what cannot be read: this computer may be one of several, and nothing is sent. */
export const unreadable: Workstations = { ...alone, mode: "shared", sends: false };

/** What opens the place where they agree. The secret is the practice's: keys are made with it. */
export const WorkstationSecrets = z.strictObject({
  password: z.string().max(1000),
  /** 32 bytes. */
  secret: z.base64url().length(43),
});
export type WorkstationSecrets = z.infer<typeof WorkstationSecrets>;

/** All that a second computer needs to join. */
export const WorkstationAccess = WorkstationSecrets.extend({
  urls: Workstations.shape.urls.min(1),
  user: Workstations.shape.user,
});
export type WorkstationAccess = z.infer<typeof WorkstationAccess>;

export type UrlsProblem = "empty" | "invalid" | "insecure";

/** What a person typed: one address, or that of each node, with anything between them. */
export function readUrls(typed: string): { urls: string[] } | { problem: UrlsProblem } {
  const parts = typed.split(/[\s,;]+/u).filter(Boolean);
  if (parts.length === 0) return { problem: "empty" };
  const urls: string[] = [];
  for (const part of parts) {
    const url = URL.parse(/^[a-z]+:\/\//iu.test(part) ? part : `https://${part}`);
    if (!url || !/^https?:$/u.test(url.protocol) || url.username !== "" || url.pathname !== "/")
      return { problem: "invalid" };
    if (url.protocol === "http:" && !isLocalHost(url.hostname)) return { problem: "insecure" };
    urls.push(url.origin);
  }
  return urls.length > 9 ? { problem: "invalid" } : { urls: [...new Set(urls)] };
}

/** By it a page of ours tells the background that somebody looks at it. */
export const livePort = "pipni:live";

/** As the others see this computer. */
export const nameOf = ({ name, id }: Workstations): string => name.trim() || `PC ${id.slice(0, 4)}`;
