import { sendText, startWebServer, type WebServerOptions } from "../web-server.ts";
import { Book } from "./book.ts";
import { paper } from "./paper.ts";
import { screen } from "./screen.ts";

export interface DeclarativePages extends AsyncDisposable {
  /** Without a trailing slash. */
  readonly url: string;
  readonly book: Book;
}

/** Two calendars of no make that anybody knows, over one book. */
export async function startDeclarativePages(options: WebServerOptions = {}): Promise<DeclarativePages> {
  const book = new Book();
  const server = await startWebServer(options, async (req, res, url) => {
    if ((await paper(book, req, res, url)) || (await screen(book, req, res, url))) return;
    sendText(res, 404, "Not Found");
  });
  return { url: server.url, book, [Symbol.asyncDispose]: server.close };
}
