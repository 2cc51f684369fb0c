import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { storeTypes } from "../kit/dataStores";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { type Tag, tagOf } from "../kit/tags";

const keys = ["data-class", "personal-data", "retention"];

/** Every store says what it holds, whether that is personal, and for how long it is kept. */
export const rule: Rule = {
  metadata: {
    id: "DP-02",
    aliases: [],
    title: "Stores say what they hold",
    control: "data-protection.classification",
    severity: "medium",
    group: "data-protection",
    inputs: terraformInputs,
    resourceTypes: storeTypes,
    rationale:
      "Only a store that says what it holds can be held to the retention, key and residency of such data; the tags also find all stores of a citizen's data for a request of erasure. Findings on customer keys, retention and object locks weigh one level more on a store that says it holds personal data.",
    remediation: "Set the tags data-class, personal-data (yes or no) and retention (for instance 365d) on the store.",
    parameters: {},
    checks: [
      {
        id: "DP-02.tags",
        title: "The tags data-class, personal-data and retention are set",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      nist: ["RA-2"],
      iso: ["A.5.12", "A.5.13"],
      dpdp: ["6(1)(g)"],
      digit: ["compliance"],
    }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    const tags = new Map<string, Tag>(keys.map((key) => [key, tagOf(node, key)]));
    const missing = keys.filter((key) => tags.get(key)?.kind === "absent");
    const unclear = [...tags.values()].find((tag) => tag.kind === "unknown");
    return [
      verdict(
        missing.length > 0 ? "no" : unclear ? "unknown" : "yes",
        {
          path: "tags",
          expected: keys,
          actual: Object.fromEntries(
            [...tags].flatMap(([key, tag]) => (tag.kind === "value" ? [[key, tag.value] as const] : [])),
          ),
          reason: unclear?.kind === "unknown" ? unclear.cause : undefined,
        },
        {
          check: "DP-02.tags",
          fails: `The store does not say what it holds: ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`,
          passes: "The store says what it holds, and for how long",
        },
      ),
    ];
  },
};
