import type { BlockView, Reading, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { readingToJson } from "../kit/datum";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, verdict, type Words } from "../kit/judge";
import { type Answer, every, isFalse, isTrue, not } from "../kit/predicates";

const path = "associate_public_ip_address";
const words: Words = {
  check: "EC2-03.public-address",
  fails: "The machine has a public address",
  passes: "The machine has no public address",
};

/** Machines have no public addresses, by themselves, by their subnet, or by an elastic one. */
export const rule: Rule = {
  metadata: {
    id: "EC2-03",
    aliases: [],
    title: "Machines have no public addresses",
    control: "network-isolation.machines",
    severity: "high",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: ["aws_instance", "aws_launch_template", "aws_launch_configuration"],
    rationale:
      "A machine with a public address is scanned from its first minute; load balancers and NAT gateways need none behind them.",
    remediation:
      "Set associate_public_ip_address = false (network_interfaces.associate_public_ip_address in a launch template), use a private subnet, and remove elastic addresses.",
    parameters: {},
    checks: [
      {
        id: "EC2-03.public-address",
        title: "No public address",
        severity: "high",
        equivalents: {
          checkov: ["CKV_AWS_88", "CKV_AWS_389"],
          trivy: ["AVD-AWS-0009"],
          fsbp: ["EC2.9", "EC2.25", "AutoScaling.5"],
        },
      },
    ],
    frameworks: frameworks({
      nist: ["SC-7", "AC-3"],
      iso: ["A.8.20"],
      dpdp: ["6(1)(b)"],
      digit: ["network"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    return [node.type === "aws_instance" ? judgeInstance(node, context) : judgeTemplate(node)];
  },
};

function judgeTemplate(node: ResourceNode): CheckResult {
  if (node.type === "aws_launch_configuration") return stated(node, asked(node), []);
  const interfaces = node.blocks("network_interfaces");
  const answers = interfaces.items.map(asked);
  return stated(node, every([...answers, interfaces.unknown === undefined ? "yes" : "unknown"]), interfaces.items);
}

/** Where nothing is asked for, the subnet decides (NET-08). */
function asked(view: ResourceNode | BlockView): Answer {
  return not(isTrue().ask(view.get(path)));
}

function stated(node: ResourceNode, answer: Answer, interfaces: readonly BlockView[]): CheckResult {
  const view = interfaces.find((candidate) => asked(candidate) !== "yes") ?? interfaces[0];
  const reading = (view ?? node).get(path);
  return verdict(
    answer,
    {
      path: view ? `${view.path}.${path}` : path,
      expected: false,
      actual: readingToJson(reading),
      reason: causeOf(reading),
    },
    words,
  );
}

/** What is neither true nor false says nothing. */
function isOff(reading: Reading): Answer {
  if (isFalse().ask(reading) === "yes") return "yes";
  return isTrue().ask(reading) === "yes" ? "no" : "unknown";
}

function judgeInstance(node: ResourceNode, context: RuleContext): CheckResult {
  const elastic = [
    ...context.graph.referrers(node, "aws_eip", "instance").nodes,
    ...context.graph.referrers(node, "aws_eip_association", "instance_id").nodes,
  ];
  const subnets = node.references("subnet_id").nodes;
  const reading = node.get(path);
  const bySubnet = every(subnets.map((subnet) => not(isTrue().ask(subnet.get("map_public_ip_on_launch")))));
  const own: Answer = reading.kind === "absent" ? (subnets.length > 0 ? bySubnet : "unknown") : isOff(reading);
  // Of a subnet that is named but not in the input, nobody here can say what it gives out.
  const answer = every([elastic.length > 0 ? "no" : "yes", own]);
  return verdict(
    answer,
    {
      path: elastic.length > 0 || reading.kind !== "absent" ? path : "subnet_id",
      expected: false,
      actual: elastic.length > 0 ? elastic.map((address) => address.address).sort() : readingToJson(reading),
      reason:
        causeOf(reading) ?? "nothing is said of a public address, and the subnet that decides is not in this input",
    },
    words,
    { related: elastic.length > 0 ? elastic : subnets },
  );
}
