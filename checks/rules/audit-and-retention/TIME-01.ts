import timeSources from "../../../catalogue/time-sources.json";
import type { Reading, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { timeTextOf } from "../kit/clusterTime";
import { decodedText } from "../kit/credentials";
import { filled, textOf } from "../kit/datum";
import { frameworks, workloadInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { stringsOf } from "../kit/parameters";
import type { Answer } from "../kit/predicates";
import { timeSourcesIn } from "../kit/timeSources";

const words = {
  check: "TIME-01.source",
  fails: "The clock does not follow a server of NIC or NPL",
  passes: "The clock follows servers of NIC or NPL",
};

/** What the provider puts into plans and states in the place of `user_data`. */
const digest = /^[0-9a-f]{40}$/;

/** Clocks follow the servers that CERT-In names. */
export const rule: Rule = {
  metadata: {
    id: "TIME-01",
    aliases: [],
    title: "Clocks follow the time of NIC or NPL",
    control: "audit.time",
    severity: "medium",
    group: "audit-and-retention",
    inputs: workloadInputs,
    resourceTypes: ["aws_launch_template", "aws_launch_configuration", "aws_instance", "ConfigMap", "DaemonSet"],
    rationale:
      "Logs of different machines can be put in order, and used as evidence, only when their clocks agree with a known time. CERT-In names the servers; images of AWS follow Amazon Time Sync instead.",
    remediation:
      "In user_data, or in the ConfigMap that the DaemonSet of chrony reads, write the chrony sources samay1.nic.in, samay2.nic.in and time.nplindia.org (or own servers that follow them, named in the parameter timeServers). To stay with Amazon Time Sync, record its assessment as an exception.",
    parameters: {
      timeServers: {
        description: "Time servers that are NIC's, NPL's, or one's own that follow those",
        default: timeSources.certIn.servers,
      },
    },
    checks: [
      {
        id: words.check,
        title: "The machine's start-up data, or the cluster's chrony, sets the clock's sources",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({ nist: ["AU-8"], iso: ["A.8.17"], certIn: ["(i)"], digit: ["compliance"] }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.mode === "data") return [];
    const allowed = stringsOf(context, "timeServers");
    if (!node.type.startsWith("aws_")) return inCluster(node, context, allowed);
    const readings = ["user_data", "user_data_base64"].map((path) => ({ path, reading: node.get(path) }));
    const stated = readings.find(({ reading }) => reading.kind !== "absent");
    if (!stated) return hasTemplate(node) ? [] : [result("user_data", "no", [], allowed)];
    const { answer, sources, reason } = judge(stated.reading, allowed);
    return [result(stated.path, answer, sources, allowed, reason)];
  },
};

/** Objects of Kubernetes that set no clock are not concerned: machines follow what their image says. */
function inCluster(node: ResourceNode, { graph }: RuleContext, allowed: readonly string[]): readonly CheckResult[] {
  const found = timeTextOf(node, graph);
  if (!found) return [];
  const { answer, sources, reason } = judgeSources(found.sources, found.hidden, allowed);
  return [result(found.path, answer, sources, allowed, reason)];
}

/** Start-up data of an instance that states none is that of its template, which is judged itself. */
function hasTemplate(node: ResourceNode): boolean {
  const reference = node.blocks("launch_template");
  return node.type === "aws_instance" && (reference.items.length > 0 || reference.unknown !== undefined);
}

interface Judged {
  readonly answer: Answer;
  readonly sources: readonly string[];
  readonly reason?: string;
}

function judge(reading: Reading, allowed: readonly string[]): Judged {
  const datum = reading.kind === "unknown" ? reading.template : reading.kind === "absent" ? undefined : reading.value;
  const text = datum === undefined ? undefined : textOf(datum);
  const hidden = reading.kind === "unknown" ? reading.cause : text?.kind === "hole" ? text.cause : undefined;
  if (text && digest.test(text.text)) {
    return { answer: "unknown", sources: [], reason: "the input holds only a digest of the start-up data" };
  }
  const sources = text ? timeSourcesIn(`${text.text}\n${decodedText(text.text)}`) : [];
  return judgeSources(sources, hidden, allowed);
}

function judgeSources(sources: readonly string[], hidden: string | undefined, allowed: readonly string[]): Judged {
  const named = sources.filter((source) => !source.includes(filled));
  if (named.some((source) => !allowed.includes(source))) return { answer: "no", sources: named };
  if (named.length === sources.length && named.length > 0) return { answer: "yes", sources };
  // Nothing, or a name with a hole in it: what is hidden may be what decides.
  return hidden === undefined
    ? { answer: "no", sources: named }
    : { answer: "unknown", sources: named, reason: hidden };
}

function result(
  path: string,
  answer: Answer,
  sources: readonly string[],
  allowed: readonly string[],
  reason?: string,
): CheckResult {
  return verdict(
    answer,
    { path, expected: [...allowed], actual: sources.length === 0 ? null : [...sources], reason },
    words,
  );
}
