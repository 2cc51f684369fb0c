import type { ResourceNode } from "../../graph/graph";
import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { type Answer, equals, every, isTrue, not } from "../kit/predicates";

const check = "KMS-01.rotation";

export const rule: Rule = {
  metadata: {
    id: "KMS-01",
    aliases: [],
    title: "Customer keys rotate every year",
    control: "encryption-at-rest.key-rotation",
    severity: "medium",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_kms_key"],
    rationale:
      "Rotation limits how much data one version of key material protects, and how long a leaked one stays useful.",
    remediation: "Set enable_key_rotation = true on the key.",
    parameters: {},
    checks: [
      {
        id: check,
        title: "Automatic rotation is on",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_7"], trivy: ["AVD-AWS-0065"], fsbp: ["KMS.4"] },
      },
    ],
    frameworks: frameworks({
      cisAws: ["3.6"],
      nist: ["SC-12", "SC-12(2)"],
      iso: ["A.8.24"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption"],
    }),
  },
  evaluate: (node) => {
    const rotatable = canRotate(node);
    if (rotatable === "no") return [];
    const words = { check, fails: "The key keeps the same material for ever." };
    const rotation = isTrue();
    if (rotatable === "unknown" && rotation.ask(node.get("enable_key_rotation")) !== "yes") {
      const path = "customer_master_key_spec";
      return [
        verdict("unknown", { path, expected: true, actual: null, reason: "the kind of key is not known" }, words),
      ];
    }
    return [judge(node, "enable_key_rotation", rotation, words)];
  },
};

/** KMS rotates only symmetric encryption keys whose material it made itself and keeps in its own store. */
function canRotate(node: ResourceNode): Answer {
  const spec = node.get("customer_master_key_spec");
  const usage = node.get("key_usage");
  const store = node.get("custom_key_store_id");
  return every([
    spec.kind === "absent" ? "yes" : equals("SYMMETRIC_DEFAULT").ask(spec),
    usage.kind === "absent" ? "yes" : equals("ENCRYPT_DECRYPT").ask(usage),
    not(store.kind === "absent" ? "no" : "yes"),
  ]);
}
