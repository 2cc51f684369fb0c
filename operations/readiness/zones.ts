import { listAt, textAt } from "../../engine/aws/tree";
import { type About, asked, type Context, check } from "./context";
import type { Check } from "./model";
import { literal, type PlannedResource } from "./needs";

/** Zones in which the stacks put subnets. */
export function zonesNamed(resources: readonly PlannedResource[]): readonly string[] {
  const named = resources
    .filter(({ type }) => type === "aws_subnet")
    .map(({ body }) => literal(body.availability_zone));
  return [...new Set(named.filter((zone) => zone !== undefined))].sort();
}

export async function examineZones(
  context: Context,
  region: string,
  zones: readonly string[],
): Promise<readonly Check[]> {
  if (zones.length === 0) return [];
  const about: About = { id: "available.zones", area: "availability", where: region };
  const found = await asked(
    context,
    about,
    { service: "ec2", operation: "DescribeAvailabilityZones", region },
    (pages) =>
      pages
        .flatMap((page) => listAt(page, "availabilityZoneInfo.item"))
        .filter((item) => textAt(item, "zoneState") === "available")
        .map((item) => textAt(item, "zoneName") ?? ""),
  );
  if ("unknown" in found) return [found.unknown];
  const lacking = zones.filter((zone) => !found.answer.includes(zone));
  if (lacking.length === 0) return [check(about, "ok", `${zones.join(", ")} are available`)];
  return [
    check(about, "problem", `${lacking.join(", ")} not available to this account; it has ${found.answer.join(", ")}`, {
      why: "Each tier and each store stands in three zones.",
      toDo: "Take a region with three zones, or ask AWS's support for the zone.",
    }),
  ];
}

export async function examineMachines(
  context: Context,
  region: string,
  types: readonly string[],
  zones: readonly string[],
): Promise<readonly Check[]> {
  if (types.length === 0) return [];
  const about: About = { id: "available.machines", area: "availability", where: region };
  const parameters = {
    LocationType: "availability-zone",
    "Filter.1.Name": "instance-type",
    ...Object.fromEntries(types.map((type, index) => [`Filter.1.Value.${index + 1}`, type])),
  };
  const found = await asked(
    context,
    about,
    { service: "ec2", operation: "DescribeInstanceTypeOfferings", region, parameters },
    (pages) =>
      new Set(
        pages
          .flatMap((page) => listAt(page, "instanceTypeOfferingSet.item"))
          .map((item) => `${textAt(item, "instanceType")} ${textAt(item, "location")}`),
      ),
  );
  if ("unknown" in found) return [found.unknown];
  return types.map((type) => {
    const lacking = zones.filter((zone) => !found.answer.has(`${type} ${zone}`));
    const one = { ...about, id: `available.machines.${type}` };
    if (lacking.length === 0) return check(one, "ok", `${type} is offered in ${zones.join(", ")}`);
    return check(
      one,
      lacking.length === zones.length ? "problem" : "warning",
      `${type} is not offered in ${lacking.join(", ")}`,
      {
        why: "Machines of this type cannot stand there, also not when another zone is lost.",
        toDo: "Take a region that offers it everywhere, or another size (size).",
      },
    );
  });
}

/** Endpoints inside the network, by the names of their services. */
export async function examineEndpoints(
  context: Context,
  region: string,
  resources: readonly PlannedResource[],
): Promise<readonly Check[]> {
  const names = resources
    .filter(({ type }) => type === "aws_vpc_endpoint")
    .map(({ body }) => literal(body.service_name));
  const wanted = names.filter((name) => name !== undefined).sort();
  if (wanted.length === 0) return [];
  const about: About = { id: "available.endpoints", area: "availability", where: region };
  const found = await asked(
    context,
    about,
    { service: "ec2", operation: "DescribeVpcEndpointServices", region },
    (pages) => pages.flatMap((page) => listAt(page, "serviceNameSet.item")),
  );
  if ("unknown" in found) return [found.unknown];
  const lacking = wanted.filter((name) => !found.answer.includes(name));
  if (lacking.length === 0) return [check(about, "ok", `${wanted.length} services have endpoints for networks`)];
  return [
    check(about, "problem", `no endpoint for networks: ${lacking.join(", ")}`, {
      why: "The stack network makes an endpoint for each, so that this traffic does not leave AWS.",
      toDo: "Take a region that has them.",
    }),
  ];
}
