import type { Question } from "../../engine/aws/services";
import { listAt, type Tree, textAt } from "../../engine/aws/tree";
import { asked, type Context, check } from "./context";
import type { Check } from "./model";
import { bodiesOf, literal, type PlannedResource } from "./needs";
import { machineTypes } from "./quotaNeeds";
import { examineEndpoints, examineMachines, examineZones, zonesNamed } from "./zones";

/** Whether the regions offer the zones, machines and versions that the stacks name. */
export async function examineAvailability(context: Context, regions: readonly string[]): Promise<readonly Check[]> {
  const checks = await Promise.all(
    regions.map(async (region) => {
      const resources = context.resources.filter((resource) => resource.region === region);
      const zones = zonesNamed(resources);
      return (
        await Promise.all([
          examineZones(context, region, zones),
          examineMachines(context, region, machineTypes(resources), zones),
          examineEndpoints(context, region, resources),
          ...resources.flatMap((resource) => examiners[resource.type]?.(context, resource) ?? []),
        ])
      ).flat();
    }),
  );
  return checks.flat();
}

type Examiner = (context: Context, resource: PlannedResource) => readonly Promise<Check>[];
const examiners: Readonly<Record<string, Examiner>> = {
  aws_eks_cluster: (context, { region, body }) => {
    const version = literal(body.version) ?? "";
    return [
      offered(context, "eks-version", region, `EKS ${version} in standard support`, {
        service: "eks",
        operation: "DescribeClusterVersions",
        parameters: { clusterVersions: version },
        read: (pages) =>
          pages
            .flatMap((page) => listAt(page, "clusterVersions"))
            .some(
              (item) =>
                textAt(item, "clusterVersion") === version && textAt(item, "versionStatus") === "STANDARD_SUPPORT",
            ),
      }),
    ];
  },
  aws_eks_addon: (context, { region, body }) => {
    const name = literal(body.addon_name) ?? "";
    const cluster = context.resources.find(({ type }) => type === "aws_eks_cluster");
    const version = literal(cluster?.body.version) ?? "";
    return [
      offered(context, `eks-addon.${name}`, region, `EKS add-on ${name} for ${version}`, {
        service: "eks",
        operation: "DescribeAddonVersions",
        parameters: { kubernetesVersion: version, addonName: name },
        read: (pages) =>
          pages.flatMap((page) => listAt(page, "addons")).some((item) => textAt(item, "addonName") === name),
      }),
    ];
  },
  aws_db_instance: (context, { region, body }) => {
    const engine = literal(body.engine) ?? "";
    const version = literal(body.engine_version) ?? "";
    const instanceClass = literal(body.instance_class) ?? "";
    const zones = body.multi_az === true ? ", in several zones" : "";
    return [
      offered(context, "db-instance", region, `RDS ${engine} ${version} on ${instanceClass}, encrypted${zones}`, {
        service: "rds",
        operation: "DescribeOrderableDBInstanceOptions",
        parameters: { Engine: engine, DBInstanceClass: instanceClass, Vpc: "true" },
        read: (pages) =>
          pages
            .flatMap((page) => listAt(page, "OrderableDBInstanceOptions.OrderableDBInstanceOption"))
            .some(
              (item) =>
                isRelease(textAt(item, "EngineVersion"), version) &&
                textAt(item, "StorageType") === body.storage_type &&
                textAt(item, "SupportsStorageEncryption") === "true" &&
                (body.multi_az !== true || textAt(item, "MultiAZCapable") === "true"),
            ),
      }),
    ];
  },
  aws_msk_cluster: (context, { region, body }) => {
    const version = literal(body.kafka_version) ?? "";
    const broker = literal(bodiesOf(body.broker_node_group_info)[0]?.instance_type) ?? "";
    return [
      offered(context, "kafka-version", region, `MSK ${version}`, {
        service: "kafka",
        operation: "ListKafkaVersions",
        read: (pages) =>
          pages
            .flatMap((page) => listAt(page, "kafkaVersions"))
            .some((item) => textAt(item, "version") === version && textAt(item, "status") === "ACTIVE"),
      }),
      Promise.resolve<Check>({
        id: "available.kafka-broker",
        area: "availability",
        where: region,
        status: "unknown",
        cause: "not-offered",
        what: `MSK brokers of type ${broker}: MSK has no question for the types that a region offers`,
        why: "The stack data fails where the region has no such broker.",
        toDo: `Look at the broker types of ${region} in the Amazon MSK Developer Guide or its console, once.`,
      }),
    ];
  },
  aws_elasticache_replication_group: (context, { region, body }) => {
    const engine = literal(body.engine) ?? "";
    const version = literal(body.engine_version) ?? "";
    const nodeType = literal(body.node_type) ?? "";
    return [
      offered(context, "cache-version", region, `ElastiCache ${engine} ${version}`, {
        service: "elasticache",
        operation: "DescribeCacheEngineVersions",
        parameters: { Engine: engine },
        read: (pages) =>
          pages
            .flatMap((page) => listAt(page, "CacheEngineVersions.CacheEngineVersion"))
            .some((item) => isRelease(textAt(item, "EngineVersion"), version)),
      }),
      // ElastiCache lists its types nowhere else; what can be reserved in a region is offered there.
      offered(context, "cache-node", region, `ElastiCache nodes of type ${nodeType}`, {
        service: "elasticache",
        operation: "DescribeReservedCacheNodesOfferings",
        parameters: { CacheNodeType: nodeType },
        read: (pages) =>
          pages
            .flatMap((page) => listAt(page, "ReservedCacheNodesOfferings.ReservedCacheNodesOffering"))
            .some((item) => textAt(item, "CacheNodeType") === nodeType),
      }),
    ];
  },
  aws_opensearch_domain: (context, { region, body }) => {
    const version = literal(body.engine_version) ?? "";
    const [cluster = {}] = bodiesOf(body.cluster_config);
    const types = [cluster.instance_type, cluster.dedicated_master_type]
      .map(literal)
      .filter((type) => type !== undefined);
    return [
      offered(context, "search-version", region, version.replace("_", " "), {
        service: "opensearch",
        operation: "ListVersions",
        read: (pages) => pages.flatMap((page) => listAt(page, "Versions")).includes(version),
      }),
      offered(context, "search-instances", region, `OpenSearch instances ${types.join(" and ")} for ${version}`, {
        service: "opensearch",
        operation: "ListInstanceTypeDetails",
        path: { EngineVersion: version },
        read: (pages) => {
          const known = pages.flatMap((page) => listAt(page, "InstanceTypeDetails"));
          const names = known.map((item) => textAt(item, "InstanceType"));
          return types.every((type) => names.includes(type));
        },
      }),
    ];
  },
};

/** `17.5` is a release of `17`, `170.1` is none. */
const isRelease = (release: string | undefined, version: string): boolean =>
  release !== undefined && `${release}.`.startsWith(`${version}.`);

interface Offer extends Omit<Question, "region"> {
  readonly read: (pages: readonly Tree[]) => boolean;
}

async function offered(context: Context, id: string, region: string, title: string, offer: Offer): Promise<Check> {
  const about = { id: `available.${id}`, area: "availability", where: region } as const;
  const { read, ...question } = offer;
  const found = await asked(context, about, { ...question, region }, read);
  if ("unknown" in found) return { ...found.unknown, what: `${title}: ${found.unknown.what}` };
  if (found.answer) return check(about, "ok", `${title} is offered`);
  if (context.emulated) {
    return {
      ...about,
      status: "unknown",
      cause: "emulator",
      what: `${title}: the emulator does not name it, and makes it all the same`,
      why: "The emulator's lists of offers are excerpts; AWS knows its own.",
      toDo: "Nothing here; ask again with the environment's own account.",
    };
  }
  return check(about, "problem", `${title} is not offered in ${region}`, {
    why: "AWS would refuse it when the stack is applied.",
    toDo: "Take a region that offers it, another size (size), or tell the makers of digit-platform, whose catalogue is out of date.",
  });
}
