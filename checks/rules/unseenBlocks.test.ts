/**
 * Every block of every example once as a `dynamic` one of which nobody knows whether it will be there: where the answer
 * hangs on the block, a check says unknown, and neither passes in silence nor fails for certain.
 */
import type { Json, JsonObject } from "../../common/json";
import { evaluate } from "../evaluate";
import { buildGraph } from "../graph/buildGraph";
import { readInputs } from "../inputs/readInputs";
import type { Rule, RuleExample } from "../rule";
import { allRules } from ".";
import { examplesOf } from "./examples";

/** Where one question stands for the other, or what is asked shows in the block alone. */
const excused: ReadonlySet<string> = new Set([
  // One of the two checks fails either way.
  "ALB-07.clear-throughout",
  "ALB-07.clear-behind-tls",
  "OS-03.node-to-node",
  "OS-03.second-node",
  "OS-04.https-asked-for",
  // Without a statement the document names nobody.
  "IAM-03.document",
  "IAM-09.subject",
  "IAM-09.github-owner",
  // Which domain uses the group is asked of the domain's own rules.
  "NET-02.data-ports",
  // What the machine's image says of its clock is seen nowhere.
  "TIME-01.source",
  // A copy that a dynamic block of another resource may make is not looked for.
  "DP-06.discovery",
  "LOG-01.retention",
  "LOG-04.region",
  // A bucket that nothing copies to is one to be copied.
  "S3-12.replicated",
]);

/** Attributes that are maps, or blocks that cannot be dynamic. */
const notBlocks: ReadonlySet<string> = new Set(["tags", "lifecycle", "provider", "timeouts", "dynamic"]);

type Rows = ReadonlyMap<string, string>;

function rowsOf(rule: Rule, module: Json): Rows {
  const graph = buildGraph(readInputs([{ path: "main.tf.json", content: JSON.stringify(module) }]).inputs);
  const { findings } = evaluate(graph, [rule], { version: "test", now: new Date("2026-01-01"), show: "all" });
  return new Map(findings.map(({ check, resource, status }) => [`${check} ${resource}`, status]));
}

interface Place {
  readonly section: string;
  readonly type: string;
  readonly label: string;
  readonly name: string;
  readonly block: JsonObject;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function entriesOf(value: Json | undefined): readonly (readonly [string, Json])[] {
  return isObject(value) ? Object.entries(value) : [];
}

function placesIn(module: JsonObject): readonly Place[] {
  return ["resource", "data"].flatMap((section) =>
    entriesOf(module[section]).flatMap(([type, labels]) =>
      entriesOf(labels).flatMap(([label, body]) =>
        entriesOf(body).flatMap(([name, value]) => {
          const block = Array.isArray(value) ? (value as readonly Json[])[0] : value;
          return isObject(block) && !notBlocks.has(name) ? [{ section, type, label, name, block }] : [];
        }),
      ),
    ),
  );
}

function withBody(module: JsonObject, { section, type, label, name }: Place, extra: JsonObject): JsonObject {
  const copy = structuredClone(module) as Record<string, Record<string, Record<string, Record<string, Json>>>>;
  const labels = copy[section]?.[type];
  const { [name]: _block, ...rest } = labels?.[label] ?? {};
  if (labels) labels[label] = { ...rest, ...extra };
  return { ...(copy as unknown as JsonObject), variable: { ...(module.variable as JsonObject), is_wanted: {} } };
}

function faultsOf(rule: Rule, example: RuleExample): readonly string[] {
  const module = example.terraform;
  if (!isObject(module) || example.otherStacks || example.manifests) return [];
  return placesIn(module).flatMap((place) => {
    const { name, block } = place;
    const present = rowsOf(rule, withBody(module, place, { [name]: [block] }));
    const absent = rowsOf(rule, withBody(module, place, {}));
    const dynamic = { dynamic: { [name]: { for_each: ["$", "{var.is_wanted ? [1] : []}"].join(""), content: block } } };
    const open = rowsOf(rule, withBody(module, place, dynamic));
    return [...new Set([...present.keys(), ...absent.keys()])].flatMap((key) => {
      const answers = [present, absent].map((rows) => rows.get(key) ?? "nothing");
      const [check = "", resource] = key.split(" ");
      const said = open.get(key) ?? "nothing";
      const elsewhere = [...open].some(([other, status]) => other.startsWith(`${check} `) && status === "unknown");
      if (!answers.includes("fail") || answers[0] === answers[1] || said === "unknown" || elsewhere) return [];
      return excused.has(check) ? [] : [`${example.name}: ${check} of ${resource} says ${said} while ${name} is open`];
    });
  });
}

const withExamples = allRules.filter(({ metadata }) => metadata.group !== "exceptions");

test.each(withExamples.map((rule) => [rule.metadata.id, rule] as const))("%s", (id, rule) => {
  expect(examplesOf(id).flatMap((example) => faultsOf(rule, example))).toEqual([]);
});
