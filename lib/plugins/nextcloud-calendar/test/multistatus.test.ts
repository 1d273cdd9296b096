import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import fc from "../../../../tests/properties.ts";
import { foundInAnswer } from "../multistatus.ts";

const ok = "HTTP/1.1 200 OK";
const missing = "HTTP/1.1 404 Not Found";

const escaped = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\r", "&#13;");

interface Style {
  dav: string;
  caldav: string;
  root: string;
}

/** As Nextcloud's server writes, as Radicale does, and as one might. */
const styles: readonly Style[] = [
  { dav: "d:", caldav: "cal:", root: 'xmlns:d="DAV:" xmlns:s="s" xmlns:cal="urn:ietf:params:xml:ns:caldav"' },
  { dav: "", caldav: "C:", root: `xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"` },
  { dav: "x-1:", caldav: "x.2:", root: `xmlns:x.2='urn:ietf:params:xml:ns:caldav'\n xmlns:x-1='DAV:'` },
];
const [sabre = { dav: "", caldav: "", root: "" }] = styles;

interface Said {
  url: string;
  text: string | null;
}

const response = ({ dav, caldav }: Style, { url, text }: Said): string => {
  const status = (line: string) => `<${dav}status>${line}</${dav}status>`;
  const href = `<${dav}href>${escaped(url)}</${dav}href>`;
  const part = (inner: string, line: string) =>
    `<${dav}propstat>\n<${dav}prop>${inner}</${dav}prop>${status(line)}</${dav}propstat>`;
  const data = `<${dav}getetag>"e"</${dav}getetag><${dav}resourcetype/><${caldav}calendar-data>${escaped(text ?? "")}</${caldav}calendar-data>`;
  const inner = text === null ? status(missing) : part(data, ok) + part(`<${dav}owner/>`, missing);
  return `<${dav}response>${href}${inner}</${dav}response>`;
};

const answer = (style: Style, inner: string): string =>
  `<?xml version="1.0"?>\n<${style.dav}multistatus ${style.root}>${inner}</${style.dav}multistatus>\n`;

/** What was handed to the browser's parser, which says nothing here. */
const handedOn: string[] = [];

beforeEach(() => {
  handedOn.length = 0;
  vi.stubGlobal(
    "DOMParser",
    class {
      parseFromString(xml: string) {
        handedOn.push(xml);
        return { getElementsByTagNameNS: () => [] };
      }
    },
  );
});
afterEach(() => void vi.unstubAllGlobals());

const anyText = fc
  .string({ unit: "binary", minLength: 1, maxLength: 60 })
  // What XML cannot carry at all.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is meant
  .map((text) => text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, ""))
  .filter((text) => text !== "");

describe("what a WebDAV answer says", () => {
  it("is read as it was written, whatever the texts and the prefixes", () => {
    const said = fc.record({ url: anyText, text: fc.option(anyText) });
    fc.assert(
      fc.property(fc.constantFrom(...styles), fc.array(said, { maxLength: 8 }), (style, all) => {
        const xml = answer(style, all.map((one) => response(style, one)).join("\n"));
        expect([...foundInAnswer(xml)]).toEqual(all);
      }),
    );
    expect(handedOn).toEqual([]);
  });

  it("has the line ends of XML unless the server wrote others", () => {
    const said = { url: "/a", text: "1" };
    const xml = answer(sabre, response(sabre, said).replace(">1<", ">1\r\n2&#13;\n3&#xD;4<"));
    expect([...foundInAnswer(xml)]).toEqual([{ url: "/a", text: "1\n2\r\n3\r4" }]);
  });

  it("leaves out what the server could not give", () => {
    const fine = response(sabre, { url: "/a", text: "1" });
    const xml = answer(sabre, fine.replaceAll(ok, "HTTP/1.1 403 Forbidden") + fine.replaceAll(">1<", "><"));
    expect([...foundInAnswer(xml)]).toEqual([]);
    expect(handedOn).toEqual([]);
  });

  it("can be read by two at once", () => {
    const [first, second] = ["/a", "/b"].map((url) => {
      const said = { url, text: "1" };
      return foundInAnswer(answer(sabre, response(sabre, said) + response(sabre, { url, text: null })));
    });
    const urls = [first, second, first, second].map((found) => found?.next().value?.url);
    expect(urls).toEqual(["/a", "/b", "/a", "/b"]);
  });

  const one = response(sabre, { url: "/a", text: "1" });
  it.each([
    ["CDATA", one.replace(">1<", "><![CDATA[1]]><")],
    ["a comment", one.replace(">1<", ">1<!-- --><")],
    ["elements inside of a text", one.replace(">1<", ">1<b>2</b>3<")],
    ["a namespace in the middle", one.replace("<d:prop>", '<d:prop xmlns:d="other">')],
    ["an entity that XML does not know", one.replace(">1<", ">1&nbsp;<")],
    ["an end that is missing", one.replace("</d:prop>", "")],
    ["a response inside of a response", one.replace("<d:propstat>", "<d:response><d:propstat>")],
  ])("is read by the browser where there is %s", (_what, inner) => {
    const xml = answer(sabre, inner);
    expect([...foundInAnswer(xml)]).toEqual([]);
    expect(handedOn).toEqual([xml]);
  });

  it.each([
    ["no namespaces", { ...sabre, root: "" }],
    ["the namespaces of another", { ...sabre, root: 'xmlns:d="DAV:" xmlns:cal="other"' }],
    ["a namespace twice", { ...sabre, root: `${sabre.root} xmlns:e="DAV:"` }],
  ])("is read by the browser where it has %s", (_what, style) => {
    expect([...foundInAnswer(answer(style, one))]).toEqual([]);
    expect(handedOn).toHaveLength(1);
  });

  it("is told once where only its end is unusual", () => {
    const others = ["/a", "/b"].map((url) => response(sabre, { url, text: "1" }));
    const xml = answer(sabre, `${others.join("")}<!-- -->`);
    vi.stubGlobal(
      "DOMParser",
      class {
        parseFromString = () => ({
          getElementsByTagNameNS: () => [element("/a"), element("/b"), element("/c")],
        });
      },
    );
    expect([...foundInAnswer(xml)].map(({ url }) => url)).toEqual(["/a", "/b", "/c"]);
  });
});

/** A response that says that nothing is there, as the browser would have it. */
const element = (url: string) => ({
  getElementsByTagNameNS: (_namespace: string, name: string) =>
    name === "href" ? [{ textContent: url }] : name === "status" ? [{ textContent: missing }] : [],
});
