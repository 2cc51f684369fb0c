import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { evidenceIn, receivesAccessLogs } from "../kit/bucket";
import { homesOf } from "../kit/carriedHome";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { allowedRegions, stringsOf } from "../kit/parameters";
import { numberOf } from "../kit/predicates";
import { inRegions } from "../kit/regions";
import { tagOf } from "../kit/tags";

/** Logs, and copies of them, stay in the allowed regions. */
export const rule: Rule = {
  metadata: {
    id: "LOG-04",
    aliases: [],
    title: "Logs stay in the allowed regions",
    control: "audit.log-residency",
    severity: "high",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_cloudwatch_log_group", "aws_s3_bucket", "aws_s3_bucket_replication_configuration"],
    rationale:
      "CERT-In wants logs kept within Indian jurisdiction. A log group, or a copy of an archive, in another country is outside it.",
    remediation:
      "Create the log group or bucket with a provider whose region is among allowedRegions, and replicate log buckets to such regions only. Queries to public zones, which Route 53 writes to us-east-1 alone, are carried home: a subscription filter with an empty pattern into a delivery stream whose bucket is in an allowed region, and retention_in_days of 30 at most.",
    parameters: { allowedRegions },
    checks: [
      {
        id: "LOG-04.region",
        title: "Log groups and log buckets stand in allowed regions",
        severity: "high",
        equivalents: {},
      },
      {
        id: "LOG-04.copies",
        title: "Log buckets are copied to allowed regions only",
        severity: "high",
        equivalents: {},
      },
    ],
    frameworks: frameworks({ nist: ["AU-11"], iso: ["A.5.31", "A.5.33"], certIn: ["(iv)"], digit: ["compliance"] }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.mode === "data") return [];
    if (node.type === "aws_s3_bucket_replication_configuration") return judgeCopies(node, context);
    if (node.type === "aws_s3_bucket" && !holdsLogs(node, context)) return [];
    const allowed = stringsOf(context, "allowedRegions");
    const place = inRegions(node, allowed);
    const homes = place.answer === "yes" ? [] : passesThrough(node, context, allowed);
    return [
      verdict(
        homes.length > 0 ? "yes" : place.answer,
        { path: "region", expected: allowed, actual: place.region, reason: place.reason },
        {
          check: "LOG-04.region",
          fails: "Logs are kept outside the allowed regions",
          passes:
            homes.length > 0
              ? "Logs pass through, and are kept in an allowed region"
              : "Logs are kept in an allowed region",
        },
        { related: homes },
      ),
    ];
  },
};

/** Days for which a group abroad may hold what is carried home. */
const transitDays = 30;

/** Buckets at home, where the group is only a door that AWS has nowhere else and that holds its content for days. */
function passesThrough(group: ResourceNode, context: RuleContext, allowed: readonly string[]): readonly ResourceNode[] {
  if (group.type !== "aws_cloudwatch_log_group") return [];
  const days = group.get("retention_in_days");
  const held = days.kind === "known" ? numberOf(days.value) : undefined;
  if (held === undefined || held === 0 || held > transitDays) return [];
  return homesOf(group, context.graph).filter((bucket) => inRegions(bucket, allowed).answer === "yes");
}

function holdsLogs(bucket: ResourceNode, context: RuleContext): boolean {
  const dataClass = tagOf(bucket, "data-class");
  return (
    (dataClass.kind === "value" && (dataClass.value === "audit" || dataClass.value === "telemetry")) ||
    evidenceIn(context.graph, bucket).length > 0 ||
    receivesAccessLogs(context.graph, bucket)
  );
}

function judgeCopies(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
  const sources = node.references("bucket").nodes;
  if (!sources.some((source) => holdsLogs(source, context))) return [];
  const allowed = stringsOf(context, "allowedRegions");
  const targets = node.blocks("rule").items.map((rule) => rule.references("destination[0].bucket"));
  const buckets = targets.flatMap((target) => target.nodes);
  const places = buckets.map((bucket) => ({ bucket, place: inRegions(bucket, allowed) }));
  const abroad = places.filter(({ place }) => place.answer === "no");
  const unclear = places.find(({ place }) => place.answer === "unknown");
  const unseen = targets.find((target) => target.nodes.length === 0);
  const answer = abroad.length > 0 ? "no" : unclear || unseen || buckets.length === 0 ? "unknown" : "yes";
  return [
    verdict(
      answer,
      {
        path: "rule[0].destination[0].bucket",
        expected: allowed,
        actual: places.flatMap(({ place }) => (place.region === null ? [] : [place.region])),
        reason: unclear?.place.reason ?? unseen?.unresolved ?? "the destination bucket is not in this input",
      },
      {
        check: "LOG-04.copies",
        fails: "Logs are copied to a region that is not allowed",
        passes: "Logs are copied to allowed regions",
      },
      { related: buckets },
    ),
  ];
}
