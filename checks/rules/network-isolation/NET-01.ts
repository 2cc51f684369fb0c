import type { ResourceNode } from "../../graph/graph";
import { tcp, udp } from "../../reachability/core/traffic";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { consequenceOf, nothingMore } from "../kit/groupReach";
import { verdict } from "../kit/judge";
import { includesPort, type Port } from "../kit/opening";
import { not } from "../kit/predicates";
import { answeredExposure, exposureFacts, securityGroupTypes } from "../kit/securityGroup";

/** Remote Desktop also speaks UDP on its port. */
const administration: Readonly<Record<string, { readonly name: string; readonly port: Port }>> = {
  "NET-01.ssh": { name: "SSH", port: { port: 22, protocols: ["tcp"] } },
  "NET-01.rdp": { name: "Remote Desktop", port: { port: 3389, protocols: ["tcp", "udp"] } },
};

/** No security group lets the world reach a port of administration. */
export const rule: Rule = {
  metadata: {
    id: "NET-01",
    aliases: [],
    title: "Ports of administration are closed to the world",
    control: "network-isolation.administration",
    severity: "critical",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: securityGroupTypes("ingress"),
    rationale:
      "An SSH or Remote Desktop port that the internet reaches is tried with stolen and guessed credentials within minutes of being opened.",
    remediation:
      "Remove the rule; reach machines through Session Manager. Where a port must stay, name the operators' ranges in cidr_blocks (cidr_ipv4, cidr_ipv6), or a security group.",
    parameters: {},
    checks: [
      {
        id: "NET-01.ssh",
        title: "Port 22 is closed to the world",
        severity: "critical",
        equivalents: { checkov: ["CKV_AWS_24"], trivy: ["AVD-AWS-0107"], fsbp: ["EC2.13", "EC2.18", "EC2.19"] },
      },
      {
        id: "NET-01.rdp",
        title: "Port 3389 is closed to the world",
        severity: "critical",
        equivalents: { checkov: ["CKV_AWS_25"], trivy: ["AVD-AWS-0107"], fsbp: ["EC2.14", "EC2.18", "EC2.19"] },
      },
    ],
    frameworks: frameworks({
      cisAws: ["5.2", "5.3"],
      nist: ["SC-7", "AC-17"],
      iso: ["A.8.20", "A.8.22"],
      dpdp: ["6(1)(b)"],
      digit: ["network", "accessControl"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    return Object.entries(administration).flatMap(([check, { name, port }]) => {
      const found = answeredExposure(context.graph, node, "ingress", (opening) => includesPort(opening, port));
      if (!found) return [];
      const facts = exposureFacts(node, "ingress", found);
      const wanted = port.protocols.map((protocol) => (protocol === "tcp" ? tcp : udp)(port.port));
      const then = found.answer === "yes" ? consequenceOf(context.graph, node, "ingress", wanted) : nothingMore;
      return verdict(
        not(found.answer),
        { ...facts, expected: `no range that is the world for port ${port.port}` },
        {
          check,
          fails: `${name} (port ${port.port}) is open to the world${then.words}`,
          passes: `Port ${port.port} is not open to the world`,
        },
        { related: [...facts.related, ...then.related] },
      );
    });
  },
};
