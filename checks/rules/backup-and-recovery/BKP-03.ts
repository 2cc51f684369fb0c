import type { BlockView, Reading, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, judgeUnseen, verdict } from "../kit/judge";
import { backupRetentionDays, numberParameter } from "../kit/parameters";
import { type Answer, atLeast, orAbsent, some, yesIf } from "../kit/predicates";

const retentionWords = {
  check: "BKP-03.retention",
  fails: "Backups are deleted before the time for which they must be kept.",
};
const copyWords = {
  check: "BKP-03.copy",
  fails: "All backups are in one region and one account: what takes that away takes the backups too.",
};

export const rule: Rule = {
  metadata: {
    id: "BKP-03",
    aliases: [],
    title: "Backups are kept long enough, with a copy elsewhere",
    control: "backup-and-recovery.plan",
    severity: "medium",
    group: "backup-and-recovery",
    inputs: terraformInputs,
    resourceTypes: ["aws_backup_plan"],
    rationale: "A backup helps only if it is older than the damage and outside of what was damaged.",
    remediation:
      "In every rule set lifecycle.delete_after to the retention in days; in one rule add copy_action with destination_vault_arn of a vault in another region (for Mumbai: ap-south-2) or account.",
    parameters: { backupRetentionDays },
    checks: [
      {
        id: retentionWords.check,
        title: "Backups and copies are kept for the retention",
        severity: "medium",
        equivalents: {},
      },
      {
        id: copyWords.check,
        title: "Backups are copied to another region or account",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({ nist: ["CP-6", "CP-9"], iso: ["A.8.13"], dpdp: ["6(1)(d)"], digit: ["backup"] }),
  },
  evaluate: (plan, context) => {
    const rules = plan.blocks("rule");
    return [
      ...rules.items.flatMap((item) => judgeRetention(plan, item, context)),
      ...judgeUnseen(rules, { path: "rule", expected: "lifecycle.delete_after" }, retentionWords),
      judgeCopies(plan, rules.unknown),
    ];
  },
};

/** Without a lifecycle a backup is never deleted. */
function judgeRetention(plan: ResourceNode, item: BlockView, context: RuleContext): CheckResult[] {
  const days = orAbsent(atLeast(numberParameter(context, "backupRetentionDays", 7)));
  return [item, ...item.blocks("copy_action").items].map((view) =>
    judge(plan, "lifecycle[0].delete_after", days, retentionWords, { view }),
  );
}

/** All rules of a plan take in the same resources, so one that copies is enough. */
function judgeCopies(plan: ResourceNode, hidden: string | undefined): CheckResult {
  const answers: Answer[] = [];
  let reason = hidden;
  for (const item of plan.blocks("rule").items) {
    const copies = item.blocks("copy_action");
    reason ??= copies.unknown;
    answers.push(...copies.items.map((copy) => isElsewhere(plan, item, copy)));
  }
  if (reason !== undefined) answers.push("unknown");
  const answer = some(answers);
  const vaults = plan
    .blocks("rule")
    .items.flatMap((item) => item.blocks("copy_action").items)
    .flatMap((copy) => copy.references("destination_vault_arn").nodes);
  const facts = {
    path: "rule.copy_action",
    expected: "a vault in another region or account",
    actual: answers.length === 0 ? null : `${answers.length} copy action(s)`,
    reason: reason ?? "the region of a destination vault is not known",
  };
  return verdict(answer, facts, copyWords, { related: vaults });
}

interface Where {
  readonly region: string | undefined;
  readonly account: string | undefined;
}

function isElsewhere(plan: ResourceNode, item: BlockView, copy: BlockView): Answer {
  const home = vaultPlace(item, "target_vault_name") ?? { region: regionOf(plan), account: undefined };
  const away = vaultPlace(copy, "destination_vault_arn") ?? placeOfArn(copy.get("destination_vault_arn"));
  if (!away) return "unknown";
  if (away.region !== undefined && home.region !== undefined && away.region !== home.region) return "yes";
  if (away.account !== undefined && home.account !== undefined) return yesIf(away.account !== home.account);
  return away.region === undefined || home.region === undefined || away.account !== undefined ? "unknown" : "no";
}

function vaultPlace(view: BlockView, path: string): Where | undefined {
  const vault = view.references(path).nodes.find((node) => node.type === "aws_backup_vault");
  if (!vault) return undefined;
  const place = placeOfArn(vault.get("arn"));
  return { region: regionOf(vault) ?? place?.region, account: place?.account };
}

function placeOfArn(reading: Reading): Where | undefined {
  if (reading.kind !== "known" || typeof reading.value !== "string") return undefined;
  const [, , , region, account] = reading.value.split(":");
  return { region: region || undefined, account: account || undefined };
}

function regionOf(node: ResourceNode): string | undefined {
  const region = node.region();
  return region.kind === "known" && typeof region.value === "string" ? region.value : undefined;
}
