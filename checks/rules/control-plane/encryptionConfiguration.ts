import type { BlockView, ResourceNode } from "../../graph/graph";
import type { CheckMetadata, CheckResult } from "../../rule";
import { isList, isObject } from "../kit/datum";
import { controlPlaneInfo, judgeEmbedded } from "../kit/hostScanner";
import { verdict } from "../kit/judge";
import { yesIf } from "../kit/predicates";

/** `aesgcm` is none of them: its keys must be changed every 200,000 writes, which nothing does by itself. */
const strong: ReadonlySet<string> = new Set(["kms", "secretbox", "aescbc"]);

const covered: CheckMetadata = {
  id: "K8S-27.secrets-covered",
  title: "The configuration for encryption covers secrets",
  severity: "high",
  equivalents: { kubescape: ["C-0142"] },
};
const firstProvider: CheckMetadata = {
  id: "K8S-27.first-provider",
  title: "New secrets are written encrypted",
  severity: "high",
  equivalents: { kubescape: ["C-0142"] },
};

const types: readonly string[] = ["EncryptionConfiguration", "EncryptionConfig"];

/** Only names of providers are ever shown: the file holds the keys. */
export const encryptionConfiguration = {
  resourceTypes: [...types, controlPlaneInfo],
  checks: [covered, firstProvider],

  evaluate(node: ResourceNode): readonly CheckResult[] {
    if (node.type === controlPlaneInfo) {
      return judgeEmbedded(node, "data.APIServerInfo.encryptionProviderConfigFile.content", judgeConfiguration);
    }
    return types.includes(node.type) ? judgeConfiguration(node) : [];
  },
};

function judgeConfiguration(node: ResourceNode): readonly CheckResult[] {
  const { items, unknown } = node.blocks("resources");
  // The first entry that covers a resource decides.
  const entry = items.find((item) => resourcesOf(item).some((name) => ["secrets", "*.", "*.*"].includes(name)));
  const reason = unknown ?? "the resources cannot be read";
  if (!entry) {
    return [
      verdict(
        unknown === undefined ? "no" : "unknown",
        { path: "resources", expected: "an entry with secrets", actual: items.flatMap(resourcesOf), reason },
        { check: covered.id, fails: "Secrets are not among what is encrypted", passes: covered.title },
      ),
    ];
  }
  const providers = providersOf(entry);
  return [
    verdict(
      "yes",
      { path: `${entry.path}.resources`, expected: "secrets", actual: resourcesOf(entry) },
      { check: covered.id, fails: "Secrets are not among what is encrypted", passes: covered.title },
    ),
    verdict(
      yesIf(strong.has(providers[0] ?? "")),
      { path: `${entry.path}.providers[0]`, expected: "kms, secretbox or aescbc", actual: providers[0] ?? null },
      {
        check: firstProvider.id,
        fails: `New secrets are written ${providers[0] === "identity" ? "in plain text" : "with a weak provider"}`,
        passes: firstProvider.title,
      },
    ),
  ];
}

function resourcesOf(entry: BlockView): readonly string[] {
  const reading = entry.get("resources");
  return reading.kind === "known" && isList(reading.value) ? reading.value.map(String) : [];
}

/** Names of an entry's providers in their order; each item of the list has its one member. */
function providersOf(entry: BlockView): readonly string[] {
  const reading = entry.get("providers");
  const list = reading.kind === "known" && isList(reading.value) ? reading.value : [];
  return list.map((item) => (isObject(item) ? (Object.keys(item)[0] ?? "") : ""));
}
