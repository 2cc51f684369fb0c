import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { isObject, textOf } from "../kit/datum";
import { frameworks, workloadInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { textAt } from "../kit/kubernetes";
import { minimumRetention, retentionDays, stringsOf } from "../kit/parameters";
import { type Answer, numberOf, yesIf } from "../kit/predicates";

const topicTypes = ["KafkaTopic.kafka.strimzi.io", "kafka_topic"];
const millisecondsOfDay = 86_400_000;
/** Classes of connectors that write topics into a store: an object store, or a search store. */
const sinkClass = /sink/i;

/** Who unmasked or decrypted a record is known for as long as the record is. */
export const rule: Rule = {
  metadata: {
    id: "DP-09",
    aliases: [],
    title: "Audit events on personal data are kept, or reach the archive",
    control: "data-protection.audit-events",
    severity: "high",
    group: "data-protection",
    inputs: workloadInputs,
    resourceTypes: topicTypes,
    rationale:
      "When somebody unmasks or decrypts personal data, DIGIT's services send an event to a topic. A topic forgets after seven days unless it is told otherwise, and a compacted one keeps only the last event of each key: then nobody can say who looked.",
    remediation:
      'Set config["retention.ms"] of the topic to at least a year (31536000000) or to -1, and config["cleanup.policy"] to delete; or write the topic into the archive by a KafkaConnector whose class is a sink and whose config.topics names it.',
    parameters: {
      retentionDays,
      auditTopics: {
        description: "Topics with audit events on personal data; * stands for any part of a name",
        default: ["audit_data", "audit-data", "*-audit-data", "persist-audit-records", "process-audit-records"],
      },
    },
    checks: [
      {
        id: "DP-09.retention",
        title: "The topic keeps its events for as long as logs are kept, or a connector writes them into the archive",
        severity: "high",
        equivalents: {},
      },
      {
        id: "DP-09.compaction",
        title: "The topic is not compacted",
        severity: "high",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      nist: ["AU-2", "AU-11"],
      iso: ["A.8.15"],
      dpdp: ["6(1)(c)", "8(3)"],
      digit: ["compliance"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const name = topicName(node);
    const wanted = stringsOf(context, "auditTopics");
    if (name === undefined || !wanted.some((pattern) => matches(pattern, name))) return [];
    const days = minimumRetention(context);
    const [retention, cleanup] = ["retention.ms", "cleanup.policy"].map((key) => configured(node, key));
    const sink = context.graph
      .ofType("KafkaConnector.kafka.strimzi.io")
      .find((connector) => sinkClass.test(textAt(connector, "spec.class") ?? "") && reads(connector, name));
    return [
      verdict(
        sink ? "yes" : keptFor(retention, days),
        {
          path: configPath(node, "retention.ms"),
          expected: `>= ${days * millisecondsOfDay}, or -1`,
          actual: retention?.text ?? null,
          reason: retention?.cause,
        },
        {
          check: "DP-09.retention",
          fails: `Audit events of the topic ${name} are lost before ${days} days are over, and no connector of the inputs archives them`,
        },
        sink ? { related: [sink] } : {},
      ),
      verdict(
        cleanup?.cause === undefined ? yesIf(!/compact/.test(cleanup?.text ?? "")) : "unknown",
        {
          path: configPath(node, "cleanup.policy"),
          expected: "delete",
          actual: cleanup?.text ?? null,
          reason: cleanup?.cause,
        },
        { check: "DP-09.compaction", fails: `The topic ${name} keeps only the last event of each key` },
      ),
    ];
  },
};

function topicName(node: ResourceNode): string | undefined {
  if (node.type === "kafka_topic") return textAt(node, "name");
  return textAt(node, "spec.topicName") ?? textAt(node, "metadata.name");
}

function matches(pattern: string, name: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(name);
}

function configPath(node: ResourceNode, key: string): string {
  return node.type === "kafka_topic" ? `config["${key}"]` : `spec.config["${key}"]`;
}

interface Configured {
  readonly text: string | undefined;
  /** Set where it cannot be seen. */
  readonly cause: string | undefined;
}

function configured(node: ResourceNode, key: string): Configured | undefined {
  const whole = node.get(node.type === "kafka_topic" ? "config" : "spec.config");
  if (whole.kind === "unknown") return { text: undefined, cause: whole.cause };
  if (whole.kind === "absent" || !isObject(whole.value) || !Object.hasOwn(whole.value, key)) return undefined;
  const text = textOf(whole.value[key] ?? null);
  return { text: text?.text, cause: text?.kind === "hole" ? text.cause : undefined };
}

/** Without a setting the broker's holds, which is seven days unless somebody changed it. */
function keptFor(retention: Configured | undefined, days: number): Answer {
  if (retention?.cause !== undefined) return "unknown";
  const milliseconds = numberOf(retention?.text ?? null);
  return yesIf(milliseconds === -1 || (milliseconds ?? 0) >= days * millisecondsOfDay);
}

function reads(connector: ResourceNode, topic: string): boolean {
  const listed = (textAt(connector, "spec.config.topics") ?? "").split(",").map((one) => one.trim());
  const patterns = textAt(connector, 'spec.config["topics.regex"]')?.split("|") ?? [];
  return listed.includes(topic) || patterns.some((pattern) => fitsPattern(pattern, topic));
}

/** Names with `.*` in them; a pattern of an input that says more is not run. */
function fitsPattern(pattern: string, topic: string): boolean {
  return /^(?:[\w-]|\.\*?)+$/.test(pattern) && matches(pattern.replaceAll(".*", "*"), topic);
}
