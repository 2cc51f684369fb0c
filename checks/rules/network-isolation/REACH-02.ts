import type { ResourceNode } from "../../graph/graph";
import { tcp } from "../../reachability/core/traffic";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { numbersOf } from "../kit/parameters";
import { judgePassage } from "../kit/passage";
import { reachedFromInternet } from "../kit/reach";

/** SSH, Telnet, Docker, Remote Desktop, VNC, WinRM, kubelet. */
export const administrationPorts = [22, 23, 2375, 2376, 3389, 5900, 5985, 5986, 10250];

/** No way leads from the internet to a port of administration. */
export const rule: Rule = {
  metadata: {
    id: "REACH-02",
    aliases: [],
    title: "No way leads from the internet to a port of administration",
    control: "network-isolation.reach-administration",
    severity: "critical",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: [
      "aws_instance",
      "aws_spot_instance_request",
      "aws_network_interface",
      "aws_autoscaling_group",
      "aws_eks_node_group",
      "aws_ecs_service",
    ],
    rationale:
      "Whoever reaches the port by which a machine is administered needs only one credential, or one flaw in the service, to own the machine and everything that it may talk to.",
    remediation:
      "Close the way that the message names: remove the rule of the security group, the public address, or the route to the internet gateway; reach machines through Session Manager.",
    parameters: {
      administrationPorts: { description: "Ports by which machines are administered", default: administrationPorts },
    },
    checks: [
      {
        id: "REACH-02.internet-to-administration",
        title: "The internet does not reach a port of administration",
        severity: "critical",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      nist: ["SC-7", "AC-17"],
      iso: ["A.8.20", "A.8.22"],
      dpdp: ["6(1)(b)"],
      digit: ["network", "accessControl"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.mode === "data") return [];
    const ports = numbersOf(context, "administrationPorts");
    const found = reachedFromInternet(context.graph, node, { wanted: ports.map((port) => tcp(port)) });
    if (!found) return [];
    return [
      judgePassage(found, {
        check: "REACH-02.internet-to-administration",
        expected: "no traffic from the internet to ports of administration",
        from: "internet",
        to: node.address,
        fails: (traffic) => `The internet reaches ${traffic}`,
        may: (traffic) => `the internet may reach ${traffic}`,
        passes: "No way leads from the internet to a port of administration",
      }),
    ];
  },
};
