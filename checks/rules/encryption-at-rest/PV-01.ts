import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { readingToJson } from "../kit/datum";
import { frameworks, manifestInputs } from "../kit/frameworks";
import { causeOf, verdict } from "../kit/judge";
import { textAt } from "../kit/kubernetes";
import { type Answer, isTrue } from "../kit/predicates";

const parameter = "parameters.encrypted";
/** Azure and Google encrypt every disk, whatever is asked for. */
const alwaysEncrypted = /azure|csi\.storage\.gke\.io|gce-pd/;

/** Volumes of the cluster are made by a class that encrypts them. */
export const rule: Rule = {
  metadata: {
    id: "PV-01",
    aliases: [],
    title: "Storage classes encrypt the volumes that they make",
    control: "encryption-at-rest.volumes",
    severity: "medium",
    group: "encryption-at-rest",
    inputs: manifestInputs,
    resourceTypes: ["StorageClass", "PersistentVolume"],
    rationale:
      "What a database in the cluster writes lies on a disk that leaves the data centre one day. A class that does not encrypt makes every volume of every application readable there.",
    remediation:
      'Set parameters.encrypted: "true" (with the key in parameters.kmsKeyId or encryptionKMSID) in the StorageClass, and name that class in spec.storageClassName.',
    parameters: {},
    checks: [
      { id: "PV-01.class", title: "The storage class encrypts", severity: "medium", equivalents: {} },
      {
        id: "PV-01.volume",
        title: "The volume's storage class encrypts",
        severity: "medium",
        equivalents: { kubescape: ["C-0264"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-28(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },

  evaluate(node: ResourceNode, { graph }: RuleContext): readonly CheckResult[] {
    if (node.type === "StorageClass") {
      const passes = "The storage class encrypts the volumes that it makes";
      return [
        judged(node, node, {
          check: "PV-01.class",
          fails: "The storage class makes volumes without encryption",
          passes,
        }),
      ];
    }
    const name = textAt(node, "spec.storageClassName");
    const storage = graph
      .ofType("StorageClass")
      .find((one) => name !== undefined && textAt(one, "metadata.name") === name);
    if (!storage) return [];
    const words = {
      check: "PV-01.volume",
      fails: "The volume's storage class does not encrypt",
      passes: "The volume's storage class encrypts",
    };
    return [judged(node, storage, words)];
  },
};

function judged(
  node: ResourceNode,
  storage: ResourceNode,
  words: { readonly check: string; readonly fails: string; readonly passes: string },
): CheckResult {
  const reading = storage.get(parameter);
  const always = alwaysEncrypted.test(textAt(storage, "provisioner") ?? "");
  const answer: Answer = always ? "yes" : isTrue().ask(reading);
  const facts = {
    path: node === storage ? parameter : "spec.storageClassName",
    expected: "true",
    actual: readingToJson(reading),
    reason: causeOf(reading),
  };
  return verdict(answer, facts, words, { related: node === storage ? [] : [storage] });
}
