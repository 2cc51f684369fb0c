import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, judgeUnseen, verdict } from "../kit/judge";
import { equals, orAbsent } from "../kit/predicates";

const zone = "hosted_zone_id";
const keyWords = {
  check: "DNS-01.signing-key",
  fails: "Nobody can tell the zone's answers from forged ones",
  passes: "The zone has a key to sign with",
};
const signingWords = {
  check: "DNS-01.signing",
  fails: "The zone has a key, and does not sign with it",
  passes: "The zone signs its answers",
};

/** Answers of public zones are signed. */
export const rule: Rule = {
  metadata: {
    id: "DNS-01",
    aliases: [],
    title: "Public zones sign their answers",
    control: "edge.dns-signing",
    severity: "low",
    group: "edge",
    inputs: terraformInputs,
    resourceTypes: ["aws_route53_zone"],
    rationale:
      "A forged answer sends citizens to somebody else's server, where a certificate may follow; signatures let resolvers refuse it.",
    remediation:
      "Declare aws_route53_key_signing_key and aws_route53_hosted_zone_dnssec with the zone's id as hosted_zone_id, and hand the DS record to the parent zone.",
    parameters: {},
    checks: [
      {
        id: keyWords.check,
        title: "A public zone has a key to sign with",
        severity: "low",
        equivalents: { checkov: ["CKV2_AWS_38"] },
      },
      {
        id: signingWords.check,
        title: "A public zone that has a key signs with it",
        severity: "low",
        equivalents: {},
      },
    ],
    frameworks: frameworks({ nist: ["SC-20"], iso: ["A.8.20"], dpdp: ["6(1)(b)"], digit: ["network"] }),
  },

  evaluate(node: ResourceNode, { graph }: RuleContext): readonly CheckResult[] {
    if (isPrivate(node, graph)) return [];
    const networks = node.blocks("vpc");
    const unseen = judgeUnseen(networks, { path: "vpc", expected: "an aws_route53_key_signing_key" }, keyWords);
    if (unseen.length > 0) return unseen;
    const keys = graph.referrers(node, "aws_route53_key_signing_key", zone);
    // The zone may be named by way of its key, which also says in which order they are made.
    const holders = [node, ...keys.nodes];
    const found = holders.map((holder) => graph.referrers(holder, "aws_route53_hosted_zone_dnssec", zone));
    const signing = [...new Set(found.flatMap(({ nodes }) => nodes))];
    const reason = keys.unresolved ?? found.find(({ unresolved }) => unresolved !== undefined)?.unresolved;
    const expected = "an aws_route53_key_signing_key";
    if (keys.nodes.length === 0 && signing.length === 0) {
      const answer = reason === undefined ? "no" : "unknown";
      return [verdict(answer, { path: "zone_id", expected, actual: null, reason }, keyWords)];
    }
    const related = [...keys.nodes, ...signing];
    const actual = related[0]?.address ?? null;
    const key = verdict("yes", { path: "zone_id", expected, actual }, keyWords, { related });
    return [key, judgeSigning(node, signing, reason)];
  },
};

function judgeSigning(node: ResourceNode, signing: readonly ResourceNode[], reason: string | undefined): CheckResult {
  const [first] = signing;
  if (first) {
    return judge(first, "signing_status", orAbsent(equals("SIGNING")), signingWords, {
      resource: node,
      related: signing,
    });
  }
  return verdict(
    reason === undefined ? "no" : "unknown",
    { path: "zone_id", expected: "an aws_route53_hosted_zone_dnssec", actual: null, reason },
    signingWords,
  );
}

/** Zones of networks cannot be signed. */
function isPrivate(node: ResourceNode, graph: RuleContext["graph"]): boolean {
  if (node.blocks("vpc").items.length > 0) return true;
  return graph.referrers(node, "aws_route53_zone_association", "zone_id").nodes.length > 0;
}
