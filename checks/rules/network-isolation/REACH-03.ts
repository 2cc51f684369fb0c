import type { ResourceNode } from "../../graph/graph";
import { type Flow, lastPort, subtract, tcp, udp } from "../../reachability/core/traffic";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { isDeclared } from "../kit/edges";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { declaredEdges, numbersOf, stringsOf } from "../kit/parameters";
import { judgePassage } from "../kit/passage";
import { type Question, reachedFromInternet } from "../kit/reach";
import { administrationPorts } from "./REACH-02";

/** The internet meets the platform at its edge and nowhere else. */
export const rule: Rule = {
  metadata: {
    id: "REACH-03",
    aliases: [],
    title: "The internet enters through the declared edge only",
    control: "network-isolation.reach-edge",
    severity: "high",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: [
      "aws_instance",
      "aws_spot_instance_request",
      "aws_network_interface",
      "aws_autoscaling_group",
      "aws_eks_node_group",
      "aws_ecs_service",
      "aws_lb",
      "aws_elb",
    ],
    rationale:
      "The edge is where TLS ends, where a web application firewall looks and where calls are recorded. What the internet reaches beside it has none of that.",
    remediation:
      "Put the machine behind an internet-facing load balancer with listeners on 443 (and 80 for redirects) and take its public address away; or name it in the parameter declaredEdges.",
    parameters: {
      declaredEdges,
      administrationPorts: { description: "Ports by which machines are administered", default: administrationPorts },
    },
    checks: [
      {
        id: "REACH-03.beside-the-edge",
        title: "The internet reaches no machine beside the edge",
        severity: "high",
        equivalents: {},
      },
      {
        id: "REACH-03.edge-ports",
        title: "Internet-facing load balancers are declared, and listen on 80 and 443 only",
        severity: "high",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      nist: ["SC-7", "SC-7(5)"],
      iso: ["A.8.20", "A.8.22"],
      dpdp: ["6(1)(b)"],
      digit: ["network"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const edges = stringsOf(context, "declaredEdges");
    if (node.mode === "data" || isDeclared(node.address, edges)) return [];
    return node.type === "aws_lb" || node.type === "aws_elb"
      ? judgeBalancer(node, context, edges)
      : judgeMachine(node, context);
  },
};

const numbered: readonly Flow[] = [tcp(0, lastPort), udp(0, lastPort)];

/** Ports of administration are REACH-02's. */
function judgeMachine(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
  const wanted = numbersOf(context, "administrationPorts").reduce<readonly Flow[]>(
    (flows, port) => subtract(flows, tcp(port)),
    numbered,
  );
  return judged(
    node,
    context,
    { wanted, by: (way) => way.relays.length === 0 },
    "no traffic from the internet beside the edge",
    {
      check: "REACH-03.beside-the-edge",
      fails: "The internet reaches the machine beside the edge",
      passes: "The internet does not reach the machine beside the edge",
    },
  );
}

function judgeBalancer(node: ResourceNode, context: RuleContext, edges: readonly string[]): readonly CheckResult[] {
  const web = [tcp(80), tcp(443), udp(443)];
  const wanted =
    edges.length > 0 ? numbered : web.reduce<readonly Flow[]>((flows, one) => subtract(flows, one), numbered);
  return judged(node, context, { wanted }, edges.length > 0 ? "declared in declaredEdges" : "tcp 80 and 443 only", {
    check: "REACH-03.edge-ports",
    fails:
      edges.length > 0
        ? "A load balancer that is not declared faces the internet"
        : "The internet reaches the load balancer on other ports than 80 and 443",
    passes: "The internet reaches the load balancer on declared ports only",
  });
}

interface Words {
  readonly check: string;
  readonly fails: string;
  readonly passes: string;
}

function judged(
  node: ResourceNode,
  context: RuleContext,
  question: Question,
  expected: string,
  { check, fails, passes }: Words,
): readonly CheckResult[] {
  const found = reachedFromInternet(context.graph, node, question);
  if (!found) return [];
  return [
    judgePassage(found, {
      check,
      expected,
      from: "internet",
      to: node.address,
      fails: (traffic) => `${fails} (${traffic})`,
      may: (traffic) => `the internet may reach ${traffic}`,
      passes,
    }),
  ];
}
