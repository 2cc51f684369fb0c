import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { aclExposure } from "../kit/networkAcl";
import { includesEverything, includesPort, type Opening } from "../kit/opening";
import { type Answer, isSet, not } from "../kit/predicates";

interface Question {
  readonly name: string;
  readonly matches: (opening: Opening) => Answer;
}

const questions: Readonly<Record<string, Question>> = {
  "NET-07.ssh": { name: "SSH (port 22)", matches: (one) => includesPort(one, { port: 22, protocols: ["tcp"] }) },
  "NET-07.rdp": {
    name: "Remote Desktop (port 3389)",
    matches: (one) => includesPort(one, { port: 3389, protocols: ["tcp", "udp"] }),
  },
  "NET-07.ftp": { name: "FTP (port 21)", matches: (one) => includesPort(one, { port: 21, protocols: ["tcp"] }) },
  "NET-07.ftp-data": {
    name: "FTP's data (port 20)",
    matches: (one) => includesPort(one, { port: 20, protocols: ["tcp"] }),
  },
  "NET-07.all-ports": { name: "Everything", matches: includesEverything },
};

/** Network ACLs, the second wall behind security groups, keep the world from ports of administration. */
export const rule: Rule = {
  metadata: {
    id: "NET-07",
    aliases: [],
    title: "Network ACLs keep the world from ports of administration",
    control: "network-isolation.network-acl",
    severity: "medium",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: ["aws_network_acl", "aws_default_network_acl", "aws_network_acl_rule"],
    rationale:
      "A network ACL holds when somebody opens a security group in haste. One that lets the world in to everything, or that no subnet uses, is no wall.",
    remediation:
      "Let ingress rules name the network's own ranges in cidr_block, or deny 22 and 3389 from 0.0.0.0/0 and ::/0 under a lower rule_no (rule_number); list the subnets in subnet_ids.",
    parameters: {},
    checks: [
      {
        id: "NET-07.ssh",
        title: "Port 22 is closed to the world",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_232"], trivy: ["AVD-AWS-0105"], fsbp: ["EC2.21"] },
      },
      {
        id: "NET-07.rdp",
        title: "Port 3389 is closed to the world",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_231"], trivy: ["AVD-AWS-0105"], fsbp: ["EC2.21"] },
      },
      {
        id: "NET-07.ftp",
        title: "Port 21 is closed to the world",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_229"] },
      },
      {
        id: "NET-07.ftp-data",
        title: "Port 20 is closed to the world",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_230"] },
      },
      {
        id: "NET-07.all-ports",
        title: "Not all ports are open to the world",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_352"], trivy: ["AVD-AWS-0102"] },
      },
      {
        id: "NET-07.attached",
        title: "The network ACL is that of some subnet",
        severity: "medium",
        equivalents: { checkov: ["CKV2_AWS_1"] },
      },
    ],
    frameworks: frameworks({
      cisAws: ["5.1"],
      nist: ["SC-7"],
      iso: ["A.8.20"],
      dpdp: ["6(1)(b)"],
      digit: ["network"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const openings = Object.keys(questions).flatMap((check) => judgeOpening(node, context, check));
    return node.type === "aws_network_acl" ? [...openings, judgeAttachment(node, context)] : openings;
  },
};

function judgeOpening(node: ResourceNode, context: RuleContext, check: string): readonly CheckResult[] {
  const question = questions[check];
  const found = question && aclExposure(context.graph, node, question.matches);
  if (!found) return [];
  const { answer, opening, reason } = found;
  return [
    verdict(
      not(answer),
      {
        path: opening?.path ?? (node.type === "aws_network_acl_rule" ? "cidr_block" : "ingress"),
        expected: "no allow for the world, or a deny before it",
        actual: opening ? [...opening.cidrs] : [],
        reason,
      },
      {
        check,
        fails: `${question.name} is open to the world`,
        passes: `${question.name} is not open to the world`,
      },
    ),
  ];
}

function judgeAttachment(node: ResourceNode, { graph }: RuleContext): CheckResult {
  const path = "subnet_ids";
  const listed = node.references(path).nodes;
  const associations = graph.referrers(node, "aws_network_acl_association", "network_acl_id");
  const stated = isSet().ask(node.get(path));
  const found = listed.length > 0 || associations.nodes.length > 0 || stated === "yes";
  const open = associations.unresolved ?? (stated === "unknown" ? "the subnets are not known" : undefined);
  return verdict(
    found ? "yes" : open === undefined ? "no" : "unknown",
    { path, expected: "subnets", actual: listed.map((subnet) => subnet.address), reason: open },
    {
      check: "NET-07.attached",
      fails: "No subnet uses the network ACL, so it keeps nobody out",
      passes: "Subnets use the network ACL",
    },
    { related: [...listed, ...associations.nodes] },
  );
}
