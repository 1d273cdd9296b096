import { connect, createServer, type Socket } from "node:net";

/** The line between a computer and a server: it can be cut, stand still, and be long. */

export type How =
  /** No connection is made, and those that are there end. */
  | "cut"
  /** Connections stand, and nothing comes through until the line is whole again. */
  | "stalled"
  | "whole";

/** At a request that is counted from now on: it does not arrive, or its answer is lost. */
export interface Break {
  after: number;
  loses: "request" | "answer";
  /** Called when it is there; the line is cut by then. */
  told(): void;
}

export interface Line extends AsyncDisposable {
  readonly url: string;
  /** Requests that came through it. */
  readonly requests: number;
  set(how: How): void;
  breakAt(next: Break | null): void;
}

/** How many requests begin in a piece of what a client sends. Each of ours is short, and comes in one piece. */
const countRequests = (data: Buffer): number =>
  data.toString("latin1").split(/^(?:POST|GET) \//mu).length - 1;

class Connection {
  readonly #client: Socket;
  readonly #server: Socket;
  /** What waits for the line to be whole. */
  #waiting: (() => void)[] = [];
  /** The next answer ends the connection instead of coming. */
  losesAnswer: (() => void) | null = null;

  constructor(
    line: { how: How; delayMs: number; toServer(data: Buffer, connection: Connection): boolean },
    client: Socket,
    server: Socket,
  ) {
    this.#client = client;
    this.#server = server;
    const carry = (work: () => void) => {
      if (line.how === "stalled") this.#waiting.push(work);
      else if (line.delayMs > 0) setTimeout(work, line.delayMs);
      else work();
    };
    client.on("data", (data: Buffer) =>
      carry(() => {
        if (line.toServer(data, this)) server.write(data);
      }),
    );
    server.on("data", (data: Buffer) =>
      carry(() => {
        const loses = this.losesAnswer;
        if (!loses) return void client.write(data);
        this.end();
        loses();
      }),
    );
    for (const socket of [client, server]) {
      socket.setNoDelay();
      socket.on("error", () => this.end());
      socket.on("close", () => carry(() => this.end()));
    }
  }

  goOn(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const work of waiting) work();
  }

  end(): void {
    this.#client.destroy();
    this.#server.destroy();
  }
}

/**
 * @param target where it leads: `http://127.0.0.1:2379`
 * @param delayMs so long each piece takes, each way
 */
export async function openLine(target: string, delayMs = 0): Promise<Line> {
  const { hostname, port } = new URL(target);
  const connections = new Set<Connection>();
  let requests = 0;
  let next: Break | null = null;
  const state = {
    how: "whole" as How,
    delayMs,
    toServer(data: Buffer, connection: Connection): boolean {
      const begun = countRequests(data);
      requests += begun;
      if (!next || begun === 0) return true;
      next.after -= begun;
      if (next.after > 0) return true;
      const { loses, told } = next;
      next = null;
      const cut = () => {
        set("cut");
        told();
      };
      if (loses === "answer") {
        connection.losesAnswer = cut;
        return true;
      }
      cut();
      return false;
    },
  };
  const set = (how: How) => {
    state.how = how;
    if (how === "cut") for (const one of connections) one.end();
    if (how === "whole") for (const one of connections) one.goOn();
  };
  const server = createServer((client) => {
    if (state.how === "cut") return void client.destroy();
    const connection = new Connection(state, client, connect(Number(port), hostname));
    connections.add(connection);
    client.once("close", () => connections.delete(connection));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    get requests() {
      return requests;
    },
    set,
    breakAt(one) {
      next = one;
    },
    async [Symbol.asyncDispose]() {
      set("cut");
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
