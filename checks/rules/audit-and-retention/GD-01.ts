import type { ResourceNode } from "../../graph/graph";
import type { CheckMetadata, CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { type Answer, equals, every, isTrue, not, oneOf, orAbsent, some } from "../kit/predicates";

interface Feature {
  readonly name: string;
  readonly check: CheckMetadata;
  readonly what: string;
  /** Where the older blocks inside the detector say it. */
  readonly inline?: string;
}

const features: readonly Feature[] = [
  {
    name: "EKS_AUDIT_LOGS",
    check: {
      id: "GD-01.cluster-audit",
      title: "Cluster audit logs are watched",
      severity: "high",
      equivalents: { fsbp: ["GuardDuty.5"] },
    },
    what: "cluster audit logs",
    inline: "datasources[0].kubernetes[0].audit_logs[0].enable",
  },
  {
    name: "RDS_LOGIN_EVENTS",
    check: {
      id: "GD-01.database-logins",
      title: "Database logins are watched",
      severity: "high",
      equivalents: { fsbp: ["GuardDuty.9"] },
    },
    what: "database logins",
  },
  {
    name: "S3_DATA_EVENTS",
    check: {
      id: "GD-01.object-access",
      title: "Access to objects is watched",
      severity: "high",
      equivalents: { fsbp: ["GuardDuty.10"] },
    },
    what: "access to objects",
    inline: "datasources[0].s3_logs[0].enable",
  },
];

/** GuardDuty watches the account, the cluster, the databases and the buckets. */
export const rule: Rule = {
  metadata: {
    id: "GD-01",
    aliases: [],
    title: "Threat detection is on, for clusters, databases and buckets too",
    control: "audit.threat-detection",
    severity: "high",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: [
      "aws_guardduty_detector",
      "aws_guardduty_detector_feature",
      "aws_guardduty_organization_configuration",
    ],
    rationale:
      "CERT-In's six hours and the Board's 72 begin when a breach is noticed; logs that nobody reads notice nothing.",
    remediation:
      "Leave enable at true, and declare aws_guardduty_detector_feature with status = ENABLED (the default of a new detector) for EKS_AUDIT_LOGS, RDS_LOGIN_EVENTS and S3_DATA_EVENTS; for an organisation set auto_enable_organization_members = ALL.",
    parameters: {},
    checks: [
      {
        id: "GD-01.enabled",
        title: "The detector is on",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_238"], fsbp: ["GuardDuty.1"] },
      },
      ...features.map((feature) => feature.check),
      {
        id: "GD-01.organization",
        title: "Accounts of the organisation are enrolled by themselves",
        severity: "high",
        equivalents: { checkov: ["CKV2_AWS_3"] },
      },
    ],
    frameworks: frameworks({ nist: ["SI-4"], iso: ["A.8.16"], dpdp: ["6(1)(c)"], digit: ["network", "incident"] }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.mode === "data") return node.type === "aws_guardduty_detector" ? judgeRead(node) : [];
    if (node.type === "aws_guardduty_organization_configuration") return [judgeOrganization(node)];
    return node.type === "aws_guardduty_detector" ? judgeDetector(node, context) : judgeFeature(node);
  },
};

/** A detector of somebody else, of which the provider reads the status and every feature. */
function judgeRead(node: ResourceNode): readonly CheckResult[] {
  const enabled = judge(node, "status", equals("ENABLED"), {
    check: "GD-01.enabled",
    fails: "The detector is switched off",
    passes: "The detector is on",
  });
  const list = node.blocks("features");
  return [
    enabled,
    ...features.map((feature) =>
      verdict(
        some([
          ...list.items.map((item) =>
            every([equals(feature.name).ask(item.get("name")), equals("ENABLED").ask(item.get("status"))]),
          ),
          list.unknown === undefined ? "no" : "unknown",
        ]),
        {
          path: "features",
          expected: `${feature.name} with status ENABLED`,
          actual: null,
          reason: list.unknown ?? `whether ${feature.name} is on is not known`,
        },
        {
          check: feature.check.id,
          fails: `The detector does not watch ${feature.what}`,
          passes: `The detector watches ${feature.what}`,
        },
        { related: [] },
      ),
    ),
  ];
}

function judgeDetector(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
  const declared = context.graph.referrers(node, "aws_guardduty_detector_feature", "detector_id");
  const enabled = judge(node, "enable", orAbsent(isTrue()), {
    check: "GD-01.enabled",
    fails: "The detector is switched off",
    passes: "The detector is on",
  });
  return [
    enabled,
    ...judgeEnrolment(node, context),
    ...features.map((feature) => {
      const own = declared.nodes.filter((helper) => equals(feature.name).ask(helper.get("name")) !== "no");
      // A new detector watches all of these until told otherwise ("CreateDetector" in the GuardDuty API reference).
      const answer = every([
        ...own.map((helper) => some([not(equals(feature.name).ask(helper.get("name"))), isOn(helper)])),
        // In plans and states the old block is filled with what was read before the feature was made.
        ...(feature.inline && !(isReadBack(node, context) && own.length > 0)
          ? [orAbsent(isTrue()).ask(node.get(feature.inline))]
          : []),
        declared.unresolved === undefined ? "yes" : "unknown",
      ]);
      return verdict(
        answer,
        {
          path: "id",
          expected: `${feature.name} not switched off`,
          actual: own[0]?.address ?? null,
          reason: declared.unresolved ?? `whether ${feature.name} is on is not known`,
        },
        {
          check: feature.check.id,
          fails: `The detector does not watch ${feature.what}`,
          passes: `The detector watches ${feature.what}`,
        },
        { related: own },
      );
    }),
  ];
}

function isReadBack(node: ResourceNode, context: RuleContext): boolean {
  const kind = context.graph.inputs[node.input]?.kind;
  return kind === "plan" || kind === "state";
}

function isOn(helper: ResourceNode): Answer {
  return equals("ENABLED").ask(helper.get("status"));
}

function judgeFeature(node: ResourceNode): readonly CheckResult[] {
  const feature = features.find((candidate) => equals(candidate.name).ask(node.get("name")) === "yes");
  if (!feature) return [];
  return [
    judge(node, "status", equals("ENABLED"), {
      check: feature.check.id,
      fails: `${feature.name} is switched off`,
      passes: `${feature.name} is on`,
    }),
  ];
}

/** Of a detector that an organisation's configuration stands on; the detector of a single account has none. */
function judgeEnrolment(node: ResourceNode, { graph }: RuleContext): readonly CheckResult[] {
  const { nodes } = graph.referrers(node, "aws_guardduty_organization_configuration", "detector_id");
  return nodes.map((configuration) => ({ ...judgeOrganization(configuration), resource: node, related: nodes }));
}

function judgeOrganization(node: ResourceNode): CheckResult {
  const path = "auto_enable_organization_members";
  const old = isTrue().ask(node.get("auto_enable"));
  const words = {
    check: "GD-01.organization",
    fails: "New accounts of the organisation are not watched",
    passes: "New accounts of the organisation are watched by themselves",
  };
  if (old === "yes") return judge(node, "auto_enable", isTrue(), words);
  return judge(node, path, oneOf(["ALL", "NEW"]), words);
}
