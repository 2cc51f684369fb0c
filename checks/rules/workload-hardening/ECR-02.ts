import type { ResourceNode } from "../../graph/graph";
import { perGraph, perKey } from "../../graph/perGraph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, shown, verdict } from "../kit/judge";
import { type Answer, equals, every, isTrue, oneOf, some } from "../kit/predicates";

const path = "image_scanning_configuration[0].scan_on_push";

/** Images are looked through for known weaknesses when they are pushed. */
export const rule: Rule = {
  metadata: {
    id: "ECR-02",
    aliases: [],
    title: "Images are scanned when they are pushed",
    control: "workload-hardening.image-scan",
    severity: "medium",
    group: "workload-hardening",
    inputs: terraformInputs,
    resourceTypes: ["aws_ecr_repository"],
    rationale: "Most of an image is other people's code; a scan names the parts with known weaknesses before they run.",
    remediation:
      "Set image_scanning_configuration.scan_on_push = true, or scan all repositories by aws_ecr_registry_scanning_configuration with a rule of SCAN_ON_PUSH or CONTINUOUS_SCAN and the filter *.",
    parameters: {},
    checks: [
      {
        id: "ECR-02.scan",
        title: "The repository, or the whole registry, scans on push",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_163"], trivy: ["AVD-AWS-0030"], fsbp: ["ECR.1"] },
      },
    ],
    frameworks: frameworks({ cisEks: ["5.1.1"], nist: ["RA-5"], iso: ["A.8.8"], digit: ["vulnerability"] }),
  },

  evaluate(node: ResourceNode, { graph }: RuleContext): readonly CheckResult[] {
    if (node.mode === "data") return [];
    const reading = node.get(path);
    const region = node.region();
    const { answer, scanning } = scannedIn(graph, region.kind === "known" ? region.value : undefined);
    return [
      verdict(
        some([isTrue().ask(reading), answer]),
        {
          path,
          expected: true,
          actual: shown(node, path, reading),
          reason: causeOf(reading) ?? "what the registry scans is not known",
        },
        {
          check: "ECR-02.scan",
          fails: "Images of the repository are not scanned",
          passes: "Images of the repository are scanned",
        },
        { related: scanning ? [scanning] : [] },
      ),
    ];
  },
};

interface Scanned {
  readonly answer: Answer;
  /** The first registry that scans all of its repositories. */
  readonly scanning: ResourceNode | undefined;
}

const registriesIn = perGraph((graph) =>
  graph
    .ofType("aws_ecr_registry_scanning_configuration")
    .map((node) => ({ node, region: node.region(), answer: scansAll(node) })),
);

/**
 * Scanning of the registry is a setting of an account and a region: worked out once for each region, for a large input
 * holds as many registries as repositories.
 */
const scannedIn = perKey((graph, wanted: unknown): Scanned => {
  const here = registriesIn(graph).filter(
    ({ region }) => wanted === undefined || region.kind !== "known" || region.value === wanted,
  );
  return {
    answer: some(here.map(({ answer }) => answer)),
    scanning: here.find(({ answer }) => answer === "yes")?.node,
  };
});

function scansAll(registry: ResourceNode): Answer {
  const rules = registry.blocks("rule");
  return some([
    ...rules.items.map((rule) =>
      every([
        oneOf(["SCAN_ON_PUSH", "CONTINUOUS_SCAN"]).ask(rule.get("scan_frequency")),
        some(rule.blocks("repository_filter").items.map((filter) => equals("*").ask(filter.get("filter")))),
      ]),
    ),
    rules.unknown === undefined ? "no" : "unknown",
  ]);
}
