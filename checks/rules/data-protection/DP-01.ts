import type { BlockList, BlockView, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { mayHoldPersonalData, storeTypes } from "../kit/dataStores";
import { readingToJson } from "../kit/datum";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, judgeUnseen, verdict } from "../kit/judge";
import { allowedRegions, stringsOf } from "../kit/parameters";
import { inRegions, type Place, regionOfArn } from "../kit/regions";

/** Where a resource says that data is copied to: a bucket or vault, or a region by its name. */
interface Destination {
  readonly path: string;
  readonly blocks: readonly string[];
  readonly kind: "resource" | "region";
}

const destinations: Readonly<Record<string, Destination>> = {
  aws_s3_bucket_replication_configuration: { blocks: ["rule", "destination"], path: "bucket", kind: "resource" },
  aws_backup_plan: { blocks: ["rule", "copy_action"], path: "destination_vault_arn", kind: "resource" },
  aws_dynamodb_table: { blocks: ["replica"], path: "region_name", kind: "region" },
  aws_secretsmanager_secret: { blocks: ["replica"], path: "region", kind: "region" },
};

/** Itself the copy, made by a provider of the region that it lies in. */
const copyTypes = ["aws_db_instance_automated_backups_replication"];

const copied = {
  check: "DP-01.copies",
  fails: "Personal data is copied to a region that is not allowed",
  passes: "Copies stay in the allowed regions",
};

/** Personal data, replicas and copies of it included, stays in the allowed regions. */
export const rule: Rule = {
  metadata: {
    id: "DP-01",
    aliases: [],
    title: "Personal data stays in the allowed regions",
    control: "data-protection.residency",
    severity: "high",
    group: "data-protection",
    inputs: terraformInputs,
    resourceTypes: [...new Set([...storeTypes, ...Object.keys(destinations), ...copyTypes])],
    rationale:
      "Transfer of personal data abroad is subject to what the Central Government requires (DPDP Rules 2025, rule 15); a replica in another country is a transfer.",
    remediation:
      "Create stores with a provider whose region is among allowedRegions (ap-south-1 and ap-south-2), and copy to such regions only.",
    parameters: { allowedRegions },
    checks: [
      {
        id: "DP-01.region",
        title: "Stores stand in allowed regions",
        severity: "high",
        equivalents: {},
      },
      {
        id: "DP-01.copies",
        title: "Replicas and copies go to allowed regions only",
        severity: "high",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      nist: ["SA-9(5)"],
      iso: ["A.5.31", "A.5.34"],
      dpdp: ["15"],
      digit: ["compliance"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const allowed = stringsOf(context, "allowedRegions");
    const isStore = storeTypes.includes(node.type);
    const own = isStore && mayHoldPersonalData(node) ? [judgeRegion(node, allowed, "DP-01.region")] : [];
    const copy = copyTypes.includes(node.type) ? [judgeRegion(node, allowed, copied.check)] : [];
    return [...own, ...copy, ...judgeCopies(node, allowed)];
  },
};

function judgeRegion(node: ResourceNode, allowed: readonly string[], check: string): CheckResult {
  const place = inRegions(node, allowed);
  return verdict(
    place.answer,
    { path: "region", expected: allowed, actual: place.region, reason: place.reason },
    {
      check,
      fails: "Personal data is kept outside the allowed regions",
      passes: "Personal data is kept in an allowed region",
    },
  );
}

function judgeCopies(node: ResourceNode, allowed: readonly string[]): readonly CheckResult[] {
  const destination = destinations[node.type];
  if (!destination || isOfOtherData(node)) return [];
  const views = viewsAt(node, destination.blocks);
  const judged = views.items.map((view) => {
    const place = placeOf(view, destination, allowed);
    return verdict(
      place.answer,
      {
        path: `${view.path}.${destination.path}`,
        expected: allowed,
        actual: place.region ?? readingToJson(view.get(destination.path)),
        reason: place.reason,
      },
      copied,
      { related: view.references(destination.path).nodes },
    );
  });
  return [...judged, ...judgeUnseen(views, { path: destination.blocks.join("."), expected: allowed }, copied)];
}

/** A replication of buckets none of which holds personal data. */
function isOfOtherData(node: ResourceNode): boolean {
  if (node.type !== "aws_s3_bucket_replication_configuration") return !mayHoldPersonalData(node);
  const sources = node.references("bucket").nodes;
  return sources.length > 0 && !sources.some(mayHoldPersonalData);
}

/** All blocks at a path of names, and why there may be more. */
function viewsAt(node: ResourceNode, names: readonly string[]): BlockList {
  const [first, ...rest] = names;
  if (first === undefined) return { items: [], unknown: undefined };
  return rest.reduce<BlockList>((outer, name) => {
    const inner = outer.items.map((view) => view.blocks(name));
    return {
      items: inner.flatMap(({ items }) => items),
      unknown: outer.unknown ?? inner.find(({ unknown }) => unknown !== undefined)?.unknown,
    };
  }, node.blocks(first));
}

function placeOf(view: BlockView, destination: Destination, allowed: readonly string[]): Place {
  const reading = view.get(destination.path);
  const text = reading.kind === "known" && typeof reading.value === "string" ? reading.value : undefined;
  const template = reading.kind === "unknown" ? reading.template : undefined;
  const stated = destination.kind === "region" ? text : regionOfArn(text ?? template ?? null);
  if (stated !== undefined)
    return { answer: allowed.includes(stated) ? "yes" : "no", region: stated, reason: undefined };
  const targets = view.references(destination.path).nodes.map((target) => inRegions(target, allowed));
  const decisive = targets.find(({ answer }) => answer === "no") ?? targets.find(({ answer }) => answer === "unknown");
  return (
    decisive ??
    targets[0] ?? {
      answer: "unknown",
      region: null,
      reason: causeOf(reading) ?? "the destination is not in this input",
    }
  );
}
