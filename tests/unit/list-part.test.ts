// @vitest-environment node
import { describe, expect, test } from "vitest";
import { isPartOfList } from "../../lib/declarative/list-part.ts";
import type { RequestText } from "../../lib/domain/reading.ts";
import type { NetworkRule } from "../../lib/plugin-api/declared-calendar.ts";

const request = (url: string, change: Partial<RequestText> = {}): RequestText => ({
  method: "GET",
  url: `https://kal.example${url}`,
  status: 200,
  body: null,
  response: '{"visits":[]}',
  location: null,
  redirected: false,
  startedAt: 1,
  endedAt: 2,
  ...change,
});
const rule: NetworkRule = { kind: "list", method: "GET", url: "/visits", items: "$.visits[*]" };

describe("a part of the list is asked for by", () => {
  test.for([
    ["?page=2", true],
    ["?page[number]=3", true],
    ["?page%5Bnumber%5D=3&page%5Bsize%5D=50", true],
    ["?pageNo=2", true],
    ["?pageIndex=2&pageSize=20", true],
    ["?offset=50&limit=50", true],
    ["?$skip=20&$top=20", true],
    ["?startIndex=51&maxResults=50", true],
    ["?updatedSince=2026-11-24", true],
    ["?pageToken=abc", true],
    // The first of them.
    ["?page=1", false],
    ["?offset=0&limit=50", false],
    ["?$skip=0&$top=20", false],
    // Of a time zone, and of a time.
    ["?offset=60", false],
    ["?from=1764547200&limit=100", false],
    ["?after=2026-11-24", false],
  ] as const)("%s: %s", ([query, isPart]) => {
    expect(isPartOfList(request(`/visits${query}`), rule)).toBe(isPart);
  });

  test("the body as well", () => {
    const body = JSON.stringify({ filter: { day: "2026-11-24" }, paging: { offset: 50, limit: 50 } });
    expect(isPartOfList(request("/visits", { method: "POST", body }), rule)).toBe(true);
  });
});

describe("an answer that holds a part of it says so:", () => {
  test.for([
    ['{"visits":[],"hasMore":true}', true],
    ['{"visits":[],"meta":{"has_next_page":"true"}}', true],
    ['{"visits":[],"next_page_url":"https://kal.example/visits?page=2"}', true],
    ['{"value":[],"@odata.nextLink":"https://kal.example/visits?$skip=50"}', true],
    ['{"visits":[],"hasMore":false,"next_page_url":null,"nextCursor":""}', false],
    // Of what changes next, and of a visit.
    ['{"visits":[],"nextSyncToken":"abc"}', false],
    ['{"visits":[{"id":1,"hasMore":true}]}', false],
    ["<p>nothing to read</p>", false],
  ] as const)("%s: %s", ([response, isPart]) => {
    expect(isPartOfList(request("/visits", { response }), rule)).toBe(isPart);
  });

  test.for([
    ['{"data":{"visits":{"pageInfo":{"hasNextPage":true},"nodes":[]}}}', true],
    ['{"data":{"visits":{"nodes":[]}},"hasMore":true}', true],
    ['{"data":{"visits":{"nodes":[]}},"meta":{"pagination":{"hasMore":true}}}', true],
    ['{"data":{"visits":{"nodes":[]}},"response_metadata":{"next_cursor":"abc"}}', true],
    ['{"data":{"visits":{"nodes":[]},"_meta":{"has_more":true}}}', true],
    // Another list of the same answer goes on.
    ['{"data":{"visits":{"nodes":[]},"messages":{"pageInfo":{"hasNextPage":true},"nodes":[]}}}', false],
    ['{"data":{"visits":{"nodes":[]}},"messages":{"hasMore":true}}', false],
  ] as const)("of its own list alone: %s", ([response, isPart]) => {
    for (const items of ["$.data.visits.nodes[*]", "$['data'].visits['nodes'][*]", "data.visits.nodes"])
      expect(isPartOfList(request("/visits", { response }), { ...rule, items })).toBe(isPart);
  });

  test.for(["$.hasMore", "hasMore"])("but not where the rule itself looks there: %s", (response) => {
    const knowing = { ...rule, when: [{ response, equals: true }] };
    expect(isPartOfList(request("/visits", { response: '{"visits":[],"hasMore":true}' }), knowing)).toBe(
      false,
    );
  });
});
