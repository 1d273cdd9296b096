import { setTimeout } from "node:timers/promises";
import { type Cluster, startCluster } from "../etcd/cluster.ts";
import { type EtcdServer, startEtcd } from "../etcd/server.ts";
import { onTheWayMs } from "./out-of-reach.ts";
import { oneOf, type Random } from "./practice.ts";
import type { Outage } from "./workstation.ts";

/** Where the computers agree, and what happens to it. */

export interface Registry extends AsyncDisposable {
  readonly urls: readonly string[];
  /** When nobody at all could be answered. */
  readonly outages: Outage[];
  /** How often what has happened. */
  readonly happened: Record<string, number>;
  /** Something happens, and is over when this returns. */
  suffer(random: Random): Promise<void>;
}

abstract class Suffering implements Registry {
  readonly outages: Outage[] = [];
  readonly happened: Record<string, number> = {};
  abstract readonly urls: readonly string[];
  abstract suffer(random: Random): Promise<void>;
  abstract [Symbol.asyncDispose](): Promise<void>;

  protected note(what: string): void {
    this.happened[what] = (this.happened[what] ?? 0) + 1;
  }

  protected async nobodyAnswers(ms: number): Promise<void> {
    const outage = { from: Date.now(), to: Number.POSITIVE_INFINITY };
    this.outages.push(outage);
    await setTimeout(ms);
    outage.to = Date.now();
  }
}

class OneServer extends Suffering {
  readonly #server: EtcdServer;

  constructor(server: EtcdServer) {
    super();
    this.#server = server;
  }

  get urls() {
    return [this.#server.url];
  }

  async suffer(random: Random): Promise<void> {
    await this.#server.kill();
    this.note("killed");
    // Mostly it is back at once, and now and then everybody has to wait.
    await this.nobodyAnswers(random() < 0.25 ? onTheWayMs + 1000 + random() * 3000 : random() * 800);
    await this.#server.start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
  }
}

const all = [0, 1, 2];
const without = (at: number): number[] => all.filter((one) => one !== at);

class ThreeNodes extends Suffering {
  readonly #cluster: Cluster;

  constructor(cluster: Cluster) {
    super();
    this.#cluster = cluster;
  }

  get urls() {
    return this.#cluster.urls;
  }

  async suffer(random: Random): Promise<void> {
    const cluster = this.#cluster;
    const leader = await cluster.leader();
    const ms = 1500 + random() * 3000;
    const what = oneOf(random, ["leader killed", "leader cut off", "follower cut off", "no majority"]);
    this.note(what ?? "");
    switch (what) {
      case "leader killed":
        await cluster.kill(leader);
        await setTimeout(ms);
        cluster.start(leader);
        break;
      case "leader cut off":
        cluster.part([leader], without(leader));
        await setTimeout(ms);
        break;
      case "follower cut off": {
        const follower = oneOf(random, without(leader)) ?? 0;
        cluster.part([follower], without(follower));
        await setTimeout(ms);
        break;
      }
      default:
        cluster.part([0], [1], [2]);
        await this.nobodyAnswers(onTheWayMs + ms);
    }
    cluster.heal();
    await cluster.ready();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#cluster[Symbol.asyncDispose]();
  }
}

export const openRegistry = async (nodes: 1 | 3, practice: string): Promise<Registry> =>
  nodes === 1
    ? new OneServer(await startEtcd({ practices: [practice] }))
    : new ThreeNodes(await startCluster([practice]));
