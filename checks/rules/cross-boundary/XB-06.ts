import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { storeOf } from "../kit/crossBoundary";
import { frameworks, manifestInputs } from "../kit/frameworks";
import { causeOf, verdict } from "../kit/judge";
import { podOf, workloadTypes } from "../kit/kubernetes";
import { allowedRegions, backupRetentionDays, numberParameter, stringsOf } from "../kit/parameters";
import { type Answer, atLeast, isSet, oneOf } from "../kit/predicates";
import { type ClientKind, clientsOf } from "../kit/storeClients";

interface StoreFacts {
  readonly types: readonly string[];
  readonly key: string;
  /** Days for which copies are kept; undefined where the service keeps them in another way. */
  readonly days: string | undefined;
}

const stores: Readonly<Record<ClientKind, StoreFacts>> = {
  database: { types: ["aws_db_instance", "aws_rds_cluster"], key: "kms_key_id", days: "backup_retention_period" },
  cache: { types: ["aws_elasticache_replication_group"], key: "kms_key_id", days: "snapshot_retention_limit" },
  stream: {
    types: ["aws_msk_cluster"],
    key: "encryption_info[0].encryption_at_rest_kms_key_arn",
    days: undefined,
  },
  search: { types: ["aws_opensearch_domain"], key: "encrypt_at_rest[0].kms_key_id", days: undefined },
};

/** A service that says it handles personal data keeps it in stores that are made for that. */
export const rule: Rule = {
  metadata: {
    id: "XB-06",
    aliases: [],
    title: "Stores of services that handle personal data have a key, backups and a place of their own",
    control: "cross-boundary.personal-data",
    severity: "high",
    group: "cross-boundary",
    inputs: manifestInputs,
    resourceTypes: workloadTypes,
    rationale:
      "What a service does with citizens' records binds the stores behind it, and these are described elsewhere, by other people. A label on the service is where the duty is known first.",
    remediation:
      'Label pods that handle personal data with personal-data: "true" (label or annotation); give each store that they call a customer key (kms_key_id), backups (backup_retention_period, snapshot_retention_limit) and one of the allowed regions.',
    parameters: { allowedRegions, backupRetentionDays },
    checks: [
      { id: "XB-06.key", title: "The store has a customer key", severity: "high", equivalents: {} },
      { id: "XB-06.backup", title: "The store's backups are kept", severity: "high", equivalents: {} },
      { id: "XB-06.residency", title: "The store stands in an allowed region", severity: "high", equivalents: {} },
    ],
    frameworks: frameworks({
      nist: ["SC-28(1)", "CP-9", "SA-9(5)"],
      iso: ["A.5.34", "A.8.13", "A.8.24"],
      dpdp: ["6(1)(a)", "6(1)(d)", "15"],
      digit: ["encryption", "backup"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const pod = podOf(node, context.graph);
    const isMarked = ["labels", "annotations"].some((part) => {
      const reading = node.get(`${pod?.metadata ?? "metadata"}.${part}["personal-data"]`);
      return reading.kind === "known" && /^(true|yes)$/i.test(String(reading.value));
    });
    if (!pod || !isMarked) return [];
    return clientsOf(node, context).flatMap((client) => {
      const meant = storeOf(context.graph, client, stores[client.kind].types);
      return meant ? judgeStore(meant.store, node, client.kind, context) : [];
    });
  },
};

function judgeStore(
  store: ResourceNode,
  workload: ResourceNode,
  kind: ClientKind,
  context: RuleContext,
): readonly CheckResult[] {
  const { key, days } = stores[kind];
  const minimum = numberParameter(context, "backupRetentionDays", 7);
  const regions = stringsOf(context, "allowedRegions");
  const region = store.region();
  const on = { resource: store, related: [workload] };
  const asked = (
    answer: Answer,
    path: string,
    expected: string,
    check: string,
    fails: string,
    passes: string,
  ): CheckResult =>
    verdict(answer, { path, expected, actual: null, reason: causeOf(store.get(path)) }, { check, fails, passes }, on);
  return [
    asked(
      isSet().ask(store.get(key)),
      key,
      "a customer key",
      "XB-06.key",
      `${workload.address} keeps personal data here, and the store has no customer key`,
      "The store has a customer key",
    ),
    ...(days === undefined
      ? []
      : [
          asked(
            atLeast(minimum).ask(store.get(days)),
            days,
            `>= ${minimum}`,
            "XB-06.backup",
            `${workload.address} keeps personal data here, and backups are not kept for ${minimum} days`,
            "The store's backups are kept",
          ),
        ]),
    verdict(
      oneOf(regions).ask(region),
      {
        path: "region",
        expected: [...regions],
        actual: region.kind === "known" ? String(region.value) : null,
        reason: causeOf(region) ?? "the store's region is not known",
      },
      {
        check: "XB-06.residency",
        fails: `${workload.address} keeps personal data here, outside of the allowed regions`,
        passes: "The store stands in an allowed region",
      },
      on,
    ),
  ];
}
