import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { isTrue } from "../kit/predicates";

/** Nothing is built in the network that AWS makes by itself. */
export const rule: Rule = {
  metadata: {
    id: "NET-09",
    aliases: [],
    title: "The default network is not used",
    control: "network-isolation.default-network",
    severity: "low",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: ["aws_default_vpc", "aws_default_subnet", "aws_vpc", "aws_subnet"],
    rationale:
      "In the default VPC every subnet leads to the internet and gives out public addresses; what is put there is exposed unless somebody takes care.",
    remediation:
      "Remove aws_default_vpc and data.aws_vpc with default = true; declare an aws_vpc with subnets of its own.",
    parameters: {},
    checks: [
      {
        id: "NET-09.managed",
        title: "The default VPC is not taken into use",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_148"], trivy: ["AVD-AWS-0101"] },
      },
      {
        id: "NET-09.looked-up",
        title: "The default VPC is not looked up to build in it",
        severity: "low",
        equivalents: {},
      },
    ],
    frameworks: frameworks({ nist: ["SC-7"], iso: ["A.8.22"], dpdp: ["6(1)(b)"], digit: ["network"] }),
  },

  evaluate(node) {
    const isDefaultType = node.type.startsWith("aws_default_");
    if (node.mode === "managed") {
      if (!isDefaultType) return [];
      const words = { check: "NET-09.managed", fails: "The default network of the account is taken into use" };
      return [verdict("no", { path: "id", expected: "a network of one's own", actual: node.writtenType }, words)];
    }
    const path = node.type === "aws_vpc" ? "default" : "default_for_az";
    const reading = node.get(path);
    if (isTrue().ask(reading) !== "yes") return [];
    const words = { check: "NET-09.looked-up", fails: "The default network of the account is looked up for use" };
    return [verdict("no", { path, expected: false, actual: true }, words)];
  },
};
