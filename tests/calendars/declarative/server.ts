import { sendText, startWebServer, type WebServerOptions } from "../web-server.ts";
import { Book } from "./book.ts";
import { dav } from "./dav.ts";
import { paper } from "./paper.ts";
import { post } from "./post.ts";
import { screen } from "./screen.ts";

export interface DeclarativePages extends AsyncDisposable {
  /** Without a trailing slash. */
  readonly url: string;
  readonly book: Book;
}

/** Calendars of no make that anybody knows, over one book. */
export async function startDeclarativePages(options: WebServerOptions = {}): Promise<DeclarativePages> {
  const book = new Book();
  const server = await startWebServer(options, async (req, res, url) => {
    for (const calendar of [paper, screen, dav, post]) if (await calendar(book, req, res, url)) return;
    sendText(res, 404, "Not Found");
  });
  return { url: server.url, book, [Symbol.asyncDispose]: server.close };
}
