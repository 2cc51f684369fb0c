import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { terraformInputs } from "../kit/frameworks";
import { judgeVersion } from "../kit/lifecycle";
import { noticeParameters, versionChecks, versionFrameworks } from "../kit/versionRule";

/** Search domains run a version that still gets corrections. */
export const rule: Rule = {
  metadata: {
    id: "VER-03",
    aliases: [],
    title: "Search domains are a supported version",
    control: "versions.search",
    severity: "medium",
    group: "versions",
    inputs: terraformInputs,
    resourceTypes: ["aws_opensearch_domain"],
    rationale: "Old versions are charged by the hour after their end, and get only corrections of critical weaknesses.",
    remediation:
      "Upgrade by way of the versions that AWS names for it: engine_version = OpenSearch_2.19 or newer (elasticsearch_version ends with 7.10; 1.5 is what it is when not stated).",
    parameters: noticeParameters,
    checks: versionChecks("VER-03", "the search engine"),
    frameworks: versionFrameworks,
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.mode === "data") return [];
    const words = { rule: "VER-03", name: "OpenSearch" };
    if (node.writtenType === "aws_elasticsearch_domain") {
      return judgeVersion(node, "elasticsearch_version", "elasticsearch", context, {
        ...words,
        name: "Elasticsearch",
      });
    }
    const version = node.get("engine_version");
    const isOld = version.kind === "known" && /^elasticsearch_/i.test(String(version.value));
    return judgeVersion(
      node,
      "engine_version",
      isOld ? "elasticsearch" : "opensearch",
      context,
      isOld ? { ...words, name: "Elasticsearch" } : words,
      (text) => text.replace(/^(opensearch|elasticsearch)_/i, ""),
    );
  },
};
