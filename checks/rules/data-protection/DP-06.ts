import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { perGraph, perKey } from "../../graph/perGraph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { holdsPersonalData } from "../kit/dataClass";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { type Answer, equals, every, isTrue, orAbsent, some } from "../kit/predicates";
import { copiedFrom } from "../kit/s3";

const words = {
  check: "DP-06.discovery",
  fails: "Nobody looks for personal data in the bucket beyond what its tags say",
  passes: "Macie looks for personal data in the bucket",
};

/** Personal data is looked for where it is said to be, so that it is found where it is not. */
export const rule: Rule = {
  metadata: {
    id: "DP-06",
    aliases: [],
    title: "Personal data in buckets is discovered",
    control: "data-protection.discovery",
    severity: "low",
    group: "data-protection",
    inputs: terraformInputs,
    resourceTypes: ["aws_s3_bucket", "aws_macie2_account"],
    rationale:
      "Tags say what was meant to be in a bucket. Identity numbers in an export or a log that should hold none are found by looking, not by tags.",
    remediation:
      "Declare aws_macie2_account with status ENABLED in the bucket's region; where something else looks for personal data, name it in the parameter dataDiscovery.",
    parameters: {
      dataDiscovery: {
        description: "What looks for personal data in buckets in the place of Macie; empty: Macie has to",
        default: "",
      },
    },
    checks: [
      {
        id: words.check,
        title: "A bucket with personal data is within the reach of Macie or the like",
        severity: "low",
        equivalents: { fsbp: ["Macie.1"] },
      },
      {
        id: "DP-06.running",
        title: "Macie is not paused",
        severity: "low",
        equivalents: { fsbp: ["Macie.1"] },
      },
    ],
    frameworks: frameworks({
      cisAws: ["2.1.3"],
      nist: ["RA-5"],
      iso: ["A.5.12", "A.8.12"],
      dpdp: ["6(1)(c)"],
      digit: ["compliance"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.type === "aws_macie2_account") return [judge(node, "status", running, runningWords)];
    return holdsPersonalData(node) ? [judgeBucket(node, context)] : [];
  },
};

/** Left out, it is on. */
const running = orAbsent(equals("ENABLED"));
const runningWords = { check: "DP-06.running", fails: "Macie is paused", passes: "Macie is running" };

function judgeBucket(bucket: ResourceNode, context: RuleContext): CheckResult {
  const substitute = context.parameter("dataDiscovery");
  const named = typeof substitute === "string" && substitute.trim() !== "";
  const accounts = accountsFor(context.graph, bucket);
  // A copy holds what its originals hold, also in a region in which Macie is not offered.
  const originals = copiedFrom(context.graph, bucket).map((original) => reached(accountsFor(context.graph, original)));
  const asCopy: Answer = originals.length === 0 ? "no" : every(originals);
  const answer: Answer = named ? "yes" : some([reached(accounts), asCopy]);
  return verdict(
    answer,
    {
      path: "bucket",
      expected: "an aws_macie2_account in the region of the bucket",
      actual: named ? substitute : (accounts[0]?.node.address ?? null),
      reason: "whether Macie is on in the bucket's region is not known",
    },
    named ? { ...words, passes: `${substitute} looks for personal data in the bucket` } : words,
    { related: accounts.map(({ node }) => node) },
  );
}

function reached(accounts: ReturnType<typeof accountsFor>): Answer {
  return some(accounts.map(({ answer }) => answer));
}

interface Account {
  readonly node: ResourceNode;
  readonly answer: Answer;
}

const accountsIn = perGraph((graph) => {
  const own = graph.ofType("aws_macie2_account").map((node) => ({ node, on: running.ask(node.get("status")) }));
  const organisation = graph
    .ofType("aws_macie2_organization_configuration")
    .map((node) => ({ node, on: isTrue().ask(node.get("auto_enable")) }));
  return [...own, ...organisation].filter(({ node }) => node.mode === "managed");
});

/** Macie is a matter of account and region; an organisation may turn it on in all its accounts. */
const accountsOf = perKey((graph, region: unknown): readonly Account[] => {
  const accounts = accountsIn(graph).map(({ node, on }) => ({
    node,
    answer: elsewhere(node, region) ? ("no" as const) : on,
  }));
  // One that answers is enough to name: a large input holds one for each of its copies.
  const best = (["yes", "unknown"] as const).flatMap((answer) => accounts.find((one) => one.answer === answer) ?? []);
  return best.length > 0 ? best : accounts.slice(0, 1);
});

function accountsFor(graph: ResourceGraph, bucket: ResourceNode): readonly Account[] {
  const region = bucket.region();
  return accountsOf(graph, region.kind === "known" ? region.value : undefined);
}

function elsewhere(node: ResourceNode, region: unknown): boolean {
  const here = node.region();
  return here.kind === "known" && region !== undefined && here.value !== region;
}
