import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { joinPath } from "../../graph/path";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { isList, isObject } from "../kit/datum";
import { frameworks, workloadInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { namespaceOf, podOf, textAt } from "../kit/kubernetes";
import { objectNamed } from "../kit/objectNamed";
import { type Setting, settingsOf, settingTypes } from "../kit/settings";

/** Variables of DIGIT's egov-enc-service from which all keys for personal data follow. */
const keyNames: ReadonlySet<string> = new Set([
  "MASTER_PASSWORD",
  "MASTER_SALT",
  "MASTER_INITIALVECTOR",
  "AWS_KMS_ACCESS_KEY",
  "AWS_KMS_SECRET_KEY",
]);
/** The same as properties, alone or within a file of them. */
const keyProperty =
  /^[^\S\n]*["']?master[._-](?:password|salt|initialvector)["']?[^\S\n]*[=:][^\S\n]*["']?(?![$"'{\s])\S/im;

/** Encryption is worth what its key is worth. */
export const rule: Rule = {
  metadata: {
    id: "DP-04",
    aliases: [],
    title: "Keys of the encryption service come from a key service or a sealed secret",
    control: "data-protection.encryption-service-keys",
    severity: "high",
    group: "data-protection",
    inputs: workloadInputs,
    resourceTypes: settingTypes,
    rationale:
      "DIGIT's encryption service derives the keys of every tenant's personal data from one master password, salt and vector. In a chart's values they lie in Git beside the data's backups, and whoever reads both reads all of it.",
    remediation:
      "Set MASTER_PASSWORD_PROVIDER to awskms, or take MASTER_PASSWORD, MASTER_SALT and MASTER_INITIALVECTOR by env[].valueFrom.secretKeyRef from a Secret that a SealedSecret, an ExternalSecret or a SecretProviderClass makes; remove their values from env[].value, ConfigMaps and Secrets of charts, and change the keys that stood there.",
    parameters: {},
    checks: [
      {
        id: "DP-04.literal-key",
        title: "No key of the encryption service is written out",
        severity: "high",
        equivalents: {},
      },
      {
        id: "DP-04.key-source",
        title: "The Secret with keys of the encryption service is made by something that keeps them",
        severity: "high",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      nist: ["SC-12", "SC-28"],
      iso: ["A.8.24", "A.8.11"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption"],
    }),
  },

  evaluate(node: ResourceNode, { graph }: RuleContext): readonly CheckResult[] {
    const written = settingsOf(node, graph).filter(isKey);
    const references = referencesOf(node, graph);
    if (written.length === 0 && references.length === 0) return [];
    const [first] = written;
    return [
      verdict(
        first ? "no" : "yes",
        {
          path: first?.path ?? references[0]?.path ?? "spec",
          expected: "a reference to a sealed secret",
          actual: first ? "(sensitive)" : null,
        },
        { check: "DP-04.literal-key", fails: "A key of the encryption service is written out" },
      ),
      ...judgeSources(node, references, graph),
    ];
  },
};

function isKey({ name, text }: Setting): boolean {
  if (text.trim() === "") return false;
  return keyNames.has(name) ? !/^\$[({]/.test(text) : keyProperty.test(`${name}: ${text}`) || keyProperty.test(text);
}

interface Reference {
  readonly secret: string;
  readonly path: string;
}

function referencesOf(node: ResourceNode, graph: ResourceGraph): readonly Reference[] {
  return (podOf(node, graph)?.containers ?? []).flatMap(({ view }) =>
    view.blocks("env").items.flatMap((entry) => {
      const [name, secret] = [entry.get("name"), entry.get("valueFrom.secretKeyRef.name")];
      if (name.kind !== "known" || !keyNames.has(String(name.value)) || secret.kind !== "known") return [];
      return [{ secret: String(secret.value), path: joinPath(entry.path, "valueFrom.secretKeyRef.name") }];
    }),
  );
}

function judgeSources(
  node: ResourceNode,
  references: readonly Reference[],
  graph: ResourceGraph,
): readonly CheckResult[] {
  const sources = references.map((reference) => ({ reference, ...sourceOf(reference.secret, node, graph) }));
  const shown =
    sources.find(({ answer }) => answer === "no") ?? sources.find(({ answer }) => answer === "unknown") ?? sources[0];
  if (!shown) return [];
  const { reference, answer, maker } = shown;
  return [
    verdict(
      answer,
      {
        path: reference.path,
        expected: "a Secret that a SealedSecret, an ExternalSecret or a SecretProviderClass makes",
        actual: reference.secret,
        reason: `what makes the Secret ${reference.secret} is not among the inputs`,
      },
      {
        check: "DP-04.key-source",
        fails: `The Secret ${reference.secret} with keys of the encryption service is written out in a manifest`,
      },
      maker ? { related: [maker] } : {},
    ),
  ];
}

const makers = [
  "SealedSecret.bitnami.com",
  "ExternalSecret.external-secrets.io",
  "SecretProviderClass.secrets-store.csi.x-k8s.io",
];

function sourceOf(
  secret: string,
  node: ResourceNode,
  graph: ResourceGraph,
): { readonly answer: "yes" | "no" | "unknown"; readonly maker?: ResourceNode } {
  const near = (one: ResourceNode) => namespaceOf(one) === namespaceOf(node);
  const maker = graph.ofType(...makers).find((one) => near(one) && makes(one, secret));
  if (maker) return { answer: "yes", maker };
  const plain = objectNamed(graph, "Secret", namespaceOf(node), secret);
  if (!plain) return { answer: "unknown" };
  if (plain.get("sops").kind !== "absent") return { answer: "yes", maker: plain };
  const holds = ["data", "stringData"].some((member) => plain.get(member).kind === "known");
  return { answer: holds ? "no" : "unknown", maker: plain };
}

function makes(maker: ResourceNode, secret: string): boolean {
  const objects = maker.get("spec.secretObjects");
  const listed = objects.kind === "known" && isList(objects.value) ? objects.value.filter(isObject) : [];
  const names = ["spec.target.name", "spec.template.metadata.name", "metadata.name"].map((path) => textAt(maker, path));
  return names.find((name) => name !== undefined) === secret || listed.some((one) => one.secretName === secret);
}
