import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { coversWorld } from "../kit/cidr";
import { isList } from "../kit/datum";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, shown, verdict } from "../kit/judge";
import { type Answer, isFalse, some } from "../kit/predicates";

/** A public endpoint of the cluster's API admits named ranges only. */
export const rule: Rule = {
  metadata: {
    id: "EKS-02",
    aliases: [],
    title: "A public endpoint of the cluster's API is closed to the world",
    control: "network-isolation.cluster-endpoint-ranges",
    severity: "critical",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: ["aws_eks_cluster"],
    rationale:
      "With no ranges named, EKS lets every address of the internet reach the API server that decides over all workloads and secrets.",
    remediation:
      "Set vpc_config.endpoint_public_access = false, or name the operators' ranges in vpc_config.public_access_cidrs.",
    parameters: {},
    checks: [
      {
        id: "EKS-02.public-ranges",
        title: "The public endpoint, if any, admits named ranges only",
        severity: "critical",
        equivalents: { checkov: ["CKV_AWS_38"], trivy: ["AVD-AWS-0041"], fsbp: ["EKS.1"] },
      },
    ],
    frameworks: frameworks({
      cisEks: ["5.4.1"],
      nist: ["SC-7"],
      iso: ["A.8.20"],
      dpdp: ["6(1)(b)"],
      digit: ["network", "accessControl"],
    }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    const path = "vpc_config[0].public_access_cidrs";
    const off = isFalse().ask(node.get("vpc_config[0].endpoint_public_access"));
    const ranges = node.get(path);
    return [
      verdict(
        some([off, areNarrow(node, path)]),
        {
          path,
          expected: "no public endpoint, or ranges that are not the world",
          actual: shown(node, path, ranges),
          reason: causeOf(ranges) ?? "whether the endpoint is public, or for whom, is not known",
        },
        {
          check: "EKS-02.public-ranges",
          fails: "The public endpoint of the cluster's API is open to the world",
          passes:
            off === "yes" ? "The cluster's API has no public endpoint" : "Only named ranges reach the public endpoint",
        },
      ),
    ];
  },
};

/** Nothing stated means 0.0.0.0/0. */
function areNarrow(node: ResourceNode, path: string): Answer {
  const reading = node.get(path);
  if (reading.kind === "absent") return "no";
  if (reading.kind === "unknown") return "unknown";
  const items = isList(reading.value) ? reading.value : [reading.value];
  const known = items.filter((item): item is string => typeof item === "string");
  if (known.length === 0 && items.length === 0) return "no";
  if (coversWorld(known)) return "no";
  return known.length < items.length ? "unknown" : "yes";
}
