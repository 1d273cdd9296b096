import type { IncomingMessage, ServerResponse } from "node:http";
import type { Server, Socket } from "node:net";
import type { Answer } from "./answers.ts";

/**
 * The compatibility API of node:http2 has the shape of node:http, so both protocols are served
 * through these two types.
 */
export type Incoming = IncomingMessage;
export type Outgoing = ServerResponse;

const MAX_BODY_BYTES = 1_000_000;

export class BodyTooLarge extends Error {}

export async function readBody(req: Incoming): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

export function isGone(res: Outgoing): boolean {
  return res.destroyed || res.closed;
}

export function write(res: Outgoing, answer: Answer): void {
  const length = String(Buffer.byteLength(answer.body));
  res.writeHead(answer.status, { ...answer.headers, "content-length": length });
  res.end(answer.body);
}

/** Headers that promise the whole body, half of it, and then nothing: the caller destroys the connection. */
export async function writeHalf(res: Outgoing, answer: Answer): Promise<void> {
  const bytes = Buffer.from(answer.body);
  res.writeHead(answer.status, { ...answer.headers, "content-length": String(bytes.length) });
  await new Promise<void>((resolve) => {
    res.write(bytes.subarray(0, bytes.length >> 1), () => resolve());
  });
}

export interface Connection {
  readonly id: number;
  requests: number;
  /** Without a farewell: no TLS close_notify, no HTTP/2 GOAWAY. */
  destroy(): void;
}

/**
 * Knows the TCP connection under every request. HTTP/1.1, TLS and HTTP/2 each hide the socket
 * in their own way; the peer's port is visible through all of them.
 */
export class Connections {
  readonly #byPort = new Map<number, Connection>();
  readonly #sockets = new Set<Socket>();
  #lastId = 0;

  watch(server: Server): void {
    server.on("connection", (socket: Socket) => {
      const port = socket.remotePort;
      if (port === undefined) return;
      this.#lastId += 1;
      const connection: Connection = { id: this.#lastId, requests: 0, destroy: () => socket.destroy() };
      this.#byPort.set(port, connection);
      this.#sockets.add(socket);
      socket.on("error", () => {});
      socket.once("close", () => {
        this.#sockets.delete(socket);
        if (this.#byPort.get(port) === connection) this.#byPort.delete(port);
      });
    });
  }

  of(req: Incoming): Connection | null {
    const port = req.socket.remotePort;
    return (port !== undefined && this.#byPort.get(port)) || null;
  }

  destroyAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
