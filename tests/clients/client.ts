// Uses the client that openapi-typescript types from the OpenAPI document, as an app would; prints what it got.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

declare const process: { argv: string[] };

type Measure = components["schemas"]["MeasureItem"];
type Query = NonNullable<paths["/api/v1/measures"]["get"]["parameters"]["query"]>;

// Lists come as CSV and JSON-LD too; this client wants JSON.
const api = createClient<paths, "application/json" | "application/problem+json">({ baseUrl: process.argv[2]! });

const first = await api.GET("/api/v1/measures", { params: { query: { limit: 1, kind: ["measure"] } } });
const measures: Measure[] = first.data!.items;

const second = await api.GET("/api/v1/measures", { params: { query: queryOf(first.data!.next!) } });
measures.push(...second.data!.items);

const { plan, code } = measures[0]!;
const one = await api.GET("/api/v1/measures/{plan}/{code}", { params: { path: { plan, code } } });
const rights: string[] = one.data!.rights.map((right) => right.label);

const found = await api.GET("/api/v1/search", { params: { query: { q: "women", type: ["group"] } } });
const targets = await api.GET("/api/v1/targets", { params: { query: { status: ["target"], comparator: ["="] } } });
const value: number | undefined = targets.data!.items[0]?.value;

const wrong = await api.GET("/api/v1/measures", { params: { query: { group: ["wimen"] } } });
const nearest: string | undefined = wrong.error?.nearest?.[0];

// @ts-expect-error there is no such parameter
await api.GET("/api/v1/measures", { params: { query: { grop: ["women"] } } });
// @ts-expect-error there is no such comparator
await api.GET("/api/v1/targets", { params: { query: { comparator: ["=="] } } });
// @ts-expect-error a total is no text
const total: string = second.data!.total;

console.log(
  JSON.stringify({
    codes: measures.map((measure) => measure.code),
    total,
    next: second.data!.next,
    one: one.data!.code,
    rights,
    hit: found.data!.items[0]!.label,
    value,
    status: wrong.response.status,
    problem: wrong.error?.type,
    nearest,
  }),
);

/** The parameters of a URL that the service gives, such as that of the next page. */
function queryOf(url: string): Query {
  const pairs = [...new URL(url).searchParams];
  const names = new Set(pairs.map(([name]) => name));
  const several = (name: string) => pairs.filter(([other]) => other === name).map(([, text]) => text);
  return Object.fromEntries([...names].map((name) => [name, several(name)])) as Query;
}
