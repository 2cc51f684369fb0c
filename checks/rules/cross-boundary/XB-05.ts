import type { ResourceNode } from "../../graph/graph";
import { isAlb } from "../../reachability/kubernetes/model";
import { annotationOf, gatewayType } from "../../reachability/kubernetes/services";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { isDeclared } from "../kit/edges";
import { frameworks, manifestInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { textAt } from "../kit/kubernetes";
import { declaredEdges, stringsOf } from "../kit/parameters";
import type { Answer } from "../kit/predicates";

const acl = "alb.ingress.kubernetes.io/wafv2-acl-arn";
const oldAcl = "alb.ingress.kubernetes.io/waf-acl-id";
const modSecurity = "nginx.ingress.kubernetes.io/enable-modsecurity";

/** Calls from the internet to the cluster pass a web application firewall. */
export const rule: Rule = {
  metadata: {
    id: "XB-05",
    aliases: [],
    title: "Every public entry of the cluster passes a web application firewall",
    control: "cross-boundary.firewall",
    severity: "medium",
    group: "cross-boundary",
    inputs: manifestInputs,
    resourceTypes: ["Ingress", gatewayType],
    rationale:
      "A firewall that Terraform makes protects nothing that enters by another load balancer. Each entry has to say which firewall its calls pass.",
    remediation:
      "Set alb.ingress.kubernetes.io/wafv2-acl-arn on an internet-facing Ingress of AWS; name an Ingress or Gateway that stands behind a firewall of the cluster in the parameter firewalledEntries.",
    parameters: {
      declaredEdges,
      firewalledEntries: {
        description:
          "Ingresses and Gateways behind a web application firewall, by address (Ingress/edge/portal) or with *; also ingress classes",
        default: [],
      },
    },
    checks: [
      {
        id: "XB-05.firewall",
        title: "The entry passes a web application firewall",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      nist: ["SC-7", "AC-4(21)"],
      iso: ["A.8.20", "A.8.23"],
      dpdp: ["6(1)(b)"],
      digit: ["network"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const byCloud = node.type === "Ingress" && isAlb(node);
    if (!isPublic(node, byCloud, stringsOf(context, "declaredEdges"))) return [];
    const named = stringsOf(context, "firewalledEntries");
    const className = textAt(node, "spec.ingressClassName") ?? textAt(node, "spec.gatewayClassName") ?? "";
    const isNamed = isDeclared(node.address, named) || (className !== "" && named.includes(className));
    const hasOwn =
      [acl, oldAcl].some((name) => annotationOf(node, name) !== undefined) ||
      annotationOf(node, modSecurity) === "true";
    // Only a balancer of AWS says by itself that there is none; before others one may stand that no input holds.
    const answer: Answer = isNamed || hasOwn ? "yes" : byCloud ? "no" : "unknown";
    return [
      verdict(
        answer,
        {
          path: "metadata.annotations",
          expected: acl,
          actual: null,
          reason: "which firewall its calls pass is not said, here or in firewalledEntries",
        },
        {
          check: "XB-05.firewall",
          fails: "The entry faces the internet without a web application firewall",
          passes: "The entry passes a web application firewall",
        },
      ),
    ];
  },
};

/**
 * An entry that is declared to be an edge is public, whatever stands before it. Once edges are declared, whatever else
 * faces outwards is K8S-23's, unless the cloud itself is told to face the internet.
 */
function isPublic(node: ResourceNode, byCloud: boolean, edges: readonly string[]): boolean {
  if (isDeclared(node.address, edges)) return true;
  return byCloud ? annotationOf(node, "alb.ingress.kubernetes.io/scheme") === "internet-facing" : edges.length === 0;
}
