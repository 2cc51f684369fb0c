import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { textOf } from "../kit/datum";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { stringsOf } from "../kit/parameters";
import { subnetReached } from "../kit/reach";

/** What cluster nodes call all the time: images, keys, secrets, logs, credentials, objects. */
const services = ["ecr.api", "ecr.dkr", "kms", "logs", "s3", "secretsmanager", "sts"];

/** A network with private subnets reaches the AWS services that it lives on by endpoints of its own. */
export const rule: Rule = {
  metadata: {
    id: "VPCE-01",
    aliases: [],
    title: "Private networks reach AWS services by endpoints",
    control: "network-isolation.service-endpoints",
    severity: "low",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: ["aws_vpc"],
    rationale:
      "Without endpoints every call to keys, secrets, logs and images leaves by a NAT gateway, so the way out must stay open for all of the internet.",
    remediation:
      "Declare aws_vpc_endpoint with the VPC's vpc_id for each of the services: type Gateway for s3, Interface for the others.",
    parameters: {
      endpointServices: { description: "Services that a private network needs an endpoint for", default: services },
    },
    checks: [
      {
        id: "VPCE-01.endpoints",
        title: "Endpoints exist for the services that workloads call",
        severity: "low",
        equivalents: { fsbp: ["EC2.10", "EC2.55", "EC2.56"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-7"], iso: ["A.8.20"], dpdp: ["6(1)(b)"], digit: ["network"] }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const subnets = context.graph.referrers(node, "aws_subnet", "vpc_id").nodes;
    if (!subnets.some((subnet) => subnetReached(context.graph, subnet).answer !== "yes")) return [];
    const endpoints = context.graph.referrers(node, "aws_vpc_endpoint", "vpc_id");
    const names = endpoints.nodes.map(serviceName);
    const wanted = stringsOf(context, "endpointServices");
    const missing = wanted.filter((service) => !names.some((name) => name?.endsWith(`.${service}`)));
    const gap =
      endpoints.unresolved ?? (names.includes(undefined) ? "the service of an endpoint is not known" : undefined);
    return [
      verdict(
        missing.length === 0 ? "yes" : gap === undefined ? "no" : "unknown",
        { path: "id", expected: wanted, actual: { missing }, reason: gap },
        {
          check: "VPCE-01.endpoints",
          fails: `The network has no endpoint for ${missing.join(", ")}`,
          passes: "The network has endpoints for all services that workloads call",
        },
        { related: endpoints.nodes },
      ),
    ];
  },
};

function serviceName(endpoint: ResourceNode): string | undefined {
  const reading = endpoint.get("service_name");
  if (reading.kind === "absent") return undefined;
  const datum = reading.kind === "unknown" ? reading.template : reading.value;
  return datum === undefined ? undefined : textOf(datum)?.text;
}
