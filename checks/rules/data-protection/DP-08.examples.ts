import type { RuleExamples } from "../../rule";
import { objectOf } from "../kit/clusterExample";
import { indented, manifestExample } from "../kit/podExample";

const address = "ConfigMap/registry/indexer";

/** The indexer's configuration with one index that takes over the fields. */
function indexer(fields: readonly (readonly [from: string, to: string])[], mapped = true): string {
  const rows = fields.map(([from, to]) => `- inJsonPath: ${from}\n  outJsonPath: ${to}`).join("\n");
  const mapping = mapped
    ? `\n        customJsonMapping:\n          indexMapping: {}\n          fieldMapping:\n${indented(rows, 12).trimEnd()}`
    : "";
  const file = `ServiceMaps:
  serviceName: Permits
  mappings:
    - topic: save-permits
      indexes:
      - name: permits
        id: $.id
        jsonPath: $.permits${mapping}`;
  return objectOf("v1", "ConfigMap", "indexer", `data:\n  permits.yml: |\n${indented(file, 4)}`);
}

export const examples: RuleExamples = [
  manifestExample(
    "good",
    indexer([
      ["$.tenantId", "$.Data.tenantId"],
      ["$.applicationStatus", "$.Data.status"],
    ]),
  ),
  manifestExample("good-masked", indexer([["$.owner.mobileNumber", "$.Data.maskedMobileNumber"]])),
  manifestExample("good-other", objectOf("v1", "ConfigMap", "indexer", "data:\n  colour: blue\n")),
  manifestExample(
    "bad-field",
    indexer([
      ["$.tenantId", "$.Data.tenantId"],
      ["$.owners[0].mobileNumber", "$.Data.mobileNumber"],
    ]),
    [["DP-08.index-field", address]],
  ),
  manifestExample("bad-field-in-list", indexer([["$.citizen.emailId[*]", "$.Data.contact"]]), [
    ["DP-08.index-field", address],
  ]),
  manifestExample("bad-whole-record", indexer([], false), [["DP-08.whole-record", address]]),
];
