import type { Rule } from "../../rule";
import { terraformInputs } from "../kit/frameworks";
import { judgeVersion } from "../kit/lifecycle";
import { noticeParameters, versionChecks, versionFrameworks } from "../kit/versionRule";

/** Kafka is a version that still gets corrections. */
export const rule: Rule = {
  metadata: {
    id: "VER-04",
    aliases: [],
    title: "Kafka is a supported version",
    control: "versions.queue",
    severity: "medium",
    group: "versions",
    inputs: terraformInputs,
    resourceTypes: ["aws_msk_cluster"],
    rationale: "A cluster on a version past its end is upgraded by AWS at any time and without notice.",
    remediation: "Set kafka_version to a supported version; brokers are upgraded one by one, without a stop.",
    parameters: noticeParameters,
    checks: versionChecks("VER-04", "Kafka"),
    frameworks: versionFrameworks,
  },

  evaluate: (node, context) =>
    node.mode === "data"
      ? []
      : judgeVersion(node, "kafka_version", "kafka", context, { rule: "VER-04", name: "Kafka" }),
};
