import type { Reading, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { isHole, isList, isTemplate } from "../kit/datum";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, shown, verdict } from "../kit/judge";
import type { Answer } from "../kit/predicates";

/** Where each resource says with whom it is shared; `all` is everybody. */
const paths: Readonly<Record<string, string>> = {
  aws_db_snapshot: "shared_accounts",
  aws_db_cluster_snapshot: "shared_accounts",
  aws_db_snapshot_copy: "shared_accounts",
  aws_ami_launch_permission: "group",
  aws_snapshot_create_volume_permission: "account_id",
};

const grantees = ["group", "organization_arn", "organizational_unit_arn", "account_id"];

/** Copies of disks and databases are shared with nobody at large. */
export const rule: Rule = {
  metadata: {
    id: "RDS-10",
    aliases: [],
    title: "Snapshots and images are not public",
    control: "data-protection.snapshot-sharing",
    severity: "critical",
    group: "data-protection",
    inputs: terraformInputs,
    resourceTypes: Object.keys(paths),
    rationale: "A public snapshot is the whole database, for anybody with an AWS account to restore.",
    remediation:
      "Remove all from shared_accounts (group, account_id); name the accounts that need the copy, and remove aws_ami_launch_permission where no other account launches the image.",
    parameters: {},
    checks: [
      {
        id: "RDS-10.public",
        title: "The snapshot or image is not public",
        severity: "critical",
        equivalents: { checkov: ["CKV_AWS_302"], fsbp: ["RDS.1", "EC2.1"] },
      },
      {
        id: "RDS-10.shared-image",
        title: "Images are launched by their own account only",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_205"] },
      },
    ],
    frameworks: frameworks({
      nist: ["AC-3", "SC-7"],
      iso: ["A.8.3", "A.8.12"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    const path = paths[node.type];
    if (path === undefined) return [];
    const reading = node.get(path);
    const shared = node.type === "aws_ami_launch_permission" ? [sharedImage(node)] : [];
    return [
      ...shared,
      verdict(
        isForSomebody(reading),
        {
          path,
          expected: "not all",
          actual: shown(node, path, reading),
          reason: causeOf(reading) ?? "with whom it is shared is only known after apply",
        },
        {
          check: "RDS-10.public",
          fails: "The snapshot or image is public",
          passes: "The snapshot or image is not public",
        },
      ),
    ];
  },
};

/** The resource exists for nothing else than to let somebody beyond the owner launch an image. */
function sharedImage(node: ResourceNode): CheckResult {
  const path = grantees.find((candidate) => node.get(candidate).kind !== "absent") ?? "image_id";
  return verdict(
    "no",
    { path, expected: "no launch permission", actual: shown(node, path, node.get(path)) },
    { check: "RDS-10.shared-image", fails: "Others than the owner's account may launch, and so read, the image" },
  );
}

function isForSomebody(reading: Reading): Answer {
  if (reading.kind === "absent") return "yes";
  if (reading.kind === "unknown") return "unknown";
  const items = isList(reading.value) ? reading.value : [reading.value];
  if (items.includes("all")) return "no";
  return items.some((item) => isHole(item) || isTemplate(item)) ? "unknown" : "yes";
}
