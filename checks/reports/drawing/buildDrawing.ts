/** From any graph of AWS resources to the picture of it as data. Nothing in it knows our own stacks. */
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { compareText } from "../order";
import { redactText } from "../redact";
import type { DrawingModel, KeyModel, PlacedModel } from "./model";
import { networksOf } from "./networks";
import { idOf, isTrue, keyOf, labelOf, managed, referred, regionOf } from "./read";
import { residentsOf } from "./residents";
import { storesOf, trailsOf, vaultsOf } from "./stores";

const byId = (a: { readonly id: string }, b: { readonly id: string }) => compareText(a.id, b.id);

/** Sorted by id throughout, so that the order of the input does not show. */
export function buildDrawing(graph: ResourceGraph): DrawingModel {
  const regions = countRegions(graph);
  const home = [...regions].sort(([a, m], [b, n]) => n - m || compareText(a, b))[0]?.[0] ?? null;
  const isRecovery = (node: ResourceNode) => home !== null && (regionOf(node) ?? home) !== home;
  const residents = residentsOf(graph, isRecovery);
  const placed = residents.filter(({ subnets }) => subnets.length > 0);
  const unplaced = residents.filter(({ subnets }) => subnets.length === 0).map((resident) => resident.placed);
  const stores = [...unplaced, ...storesOf(graph, isRecovery)].sort(byId);
  const networks = networksOf(graph, placed);
  const vaults = vaultsOf(graph, isRecovery).sort(byId);
  const trails = trailsOf(graph).sort(byId);
  const encrypted = [...stores, ...placed.map((resident) => resident.placed), ...vaults, ...trails];
  const model: DrawingModel = {
    region: home,
    recoveryRegions: [...regions.keys()].filter((region) => region !== home).sort(),
    networks,
    stores,
    keys: keysOf(graph, isRecovery, encrypted),
    vaults,
    trails,
  };
  return redactLabels(model);
}

/** Regions of what is drawn; a network weighs more than a store, because the home region has the network. */
function countRegions(graph: ResourceGraph): Map<string, number> {
  const counts = new Map<string, number>();
  const weights = [
    ["aws_vpc", 1000],
    ["aws_s3_bucket", 1],
    ["aws_kms_key", 1],
    ["aws_kms_replica_key", 1],
    ["aws_backup_vault", 1],
    ["aws_db_instance", 1],
  ] as const;
  for (const [type, weight] of weights) {
    for (const node of managed(graph, type)) {
      const region = regionOf(node);
      if (region !== undefined) counts.set(region, (counts.get(region) ?? 0) + weight);
    }
  }
  return counts;
}

function keysOf(
  graph: ResourceGraph,
  isRecovery: (node: ResourceNode) => boolean,
  encrypted: readonly Pick<PlacedModel, "id" | "key">[],
): KeyModel[] {
  const aliases = managed(graph, "aws_kms_alias").sort((a, b) => compareText(idOf(a), idOf(b)));
  const alsoFor = hiddenUses(graph);
  return managed(graph, "aws_kms_key", "aws_kms_replica_key")
    .map((key) => {
      const alias = aliases.find((candidate) => referred(candidate, "target_key_id", key.type).includes(key));
      const id = idOf(key);
      return {
        id,
        label: alias === undefined ? labelOf(key) : labelOf(alias, "name").replace(/^alias\//, ""),
        rotates: isTrue(key, "enable_key_rotation"),
        recovery: isRecovery(key),
        alsoFor: alsoFor.filter((use) => use.key === id).map(({ words }) => words),
        usedBy: encrypted.filter((store) => store.key === id).map((store) => store.id),
      };
    })
    .sort(byId);
}

/** Uses of keys by what has no place in the picture. */
function hiddenUses(graph: ResourceGraph): { readonly key: string | null; readonly words: string }[] {
  const disk = "block_device_mappings[0].ebs[0].kms_key_id";
  return [
    ...managed(graph, "aws_db_instance").map((node) => ({
      key: keyOf(node, "master_user_secret_kms_key_id"),
      words: `secret of ${labelOf(node, "identifier")}`,
    })),
    ...managed(graph, "aws_launch_template").map((node) => ({
      key: keyOf(node, disk),
      words: `disks of ${labelOf(node, "name", "name_prefix")}`,
    })),
    ...managed(graph, "aws_ebs_default_kms_key").map((node) => ({
      key: keyOf(node, "key_arn"),
      words: "new volumes of the account",
    })),
  ];
}

/** The model travels on its own (in records, as JSON), so names shaped like secrets must not be in it either. */
function redactLabels(model: DrawingModel): DrawingModel {
  return JSON.parse(JSON.stringify(model), (_, value: unknown) =>
    typeof value === "string" ? redactText(value) : value,
  ) as DrawingModel;
}
