/** For tests of rules: what a rule says of a module's source. */
import type { Json, JsonObject } from "../../../common/json";
import { evaluate } from "../../evaluate";
import { buildGraph } from "../../graph/buildGraph";
import { readInputs } from "../../inputs/readInputs";
import type { Rule } from "../../rule";
import { rootModule } from "./example";

/** `status check address`, sorted. */
export function judgedRows(
  rule: Rule,
  parts: JsonObject,
  parameters: { readonly [name: string]: Json } = {},
): readonly string[] {
  const content = JSON.stringify(rootModule(parts));
  const { inputs } = readInputs([{ path: "main.tf.json", content, kind: "terraform-json" }]);
  const report = evaluate(buildGraph(inputs), [rule], { version: "test", now: new Date(0), show: "all", parameters });
  return report.findings.map(({ status, check, resource }) => `${status} ${check} ${resource}`).sort();
}
