import type { Datum, ResourceNode } from "../../graph/graph";
import { joinPath } from "../../graph/path";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { searchNamed, searchText } from "../kit/credentials";
import { isHole, isObject, isTemplate, textOf } from "../kit/datum";
import { frameworks } from "../kit/frameworks";
import { type Facts, verdict } from "../kit/judge";
import type { ContainerView, PodView } from "../kit/kubernetes";
import type { ContainerAnswer } from "../kit/kubernetesJudge";
import { isLikelySecretName, isLikelySecretValue } from "../kit/likelySecret";
import { judgeQuestions, podRule } from "../kit/podRule";
import type { Answer } from "../kit/predicates";

const shownSecret = "(sensitive)";

const pods = podRule(
  {
    id: "K8S-15",
    title: "Secrets stand in no manifest, and reach containers as files",
    control: "secrets.manifests",
    severity: "high",
    group: "secrets",
    rationale:
      "What a manifest says stands in Git, in the cluster's records of who applied what, and before the eyes of all who may read workloads and ConfigMaps. The base64 of a Secret is no encryption. A variable of the environment is passed on to every child process and ends up in crash reports and logs.",
    remediation:
      "Remove the value from env[].value, from the ConfigMap's data and from the Secret's data or stringData; keep it in a secret manager, let an ExternalSecret, a SealedSecret or the Secrets Store CSI driver bring it, and mount it: volumes[].secret.secretName, or volumes[].csi, in place of env[].valueFrom.secretKeyRef and envFrom[].secretRef.",
    checks: [
      {
        id: "K8S-15.literal-env",
        title: "No variable of the environment holds a credential",
        severity: "high",
        equivalents: { kubescape: ["C-0012", "C-0259"], kubelinter: ["env-var-secret"] },
      },
      {
        id: "K8S-15.likely-env",
        title: "No variable that is named after a secret has its value written out",
        severity: "medium",
        equivalents: { kubescape: ["C-0012", "C-0259"], kubelinter: ["env-var-secret"] },
      },
      {
        id: "K8S-15.config-map",
        title: "No ConfigMap holds a credential",
        severity: "high",
        equivalents: { trivy: ["KSV-0109"], kubescape: ["C-0012"] },
      },
      {
        id: "K8S-15.likely-config-map",
        title: "No entry of a ConfigMap that is named after a secret has a value",
        severity: "medium",
        equivalents: { trivy: ["KSV-0109"], kubescape: ["C-0012"] },
      },
      {
        id: "K8S-15.secret-env",
        title: "Secrets are mounted as files and not given as single variables",
        severity: "low",
        equivalents: {
          checkov: ["CKV_K8S_35"],
          kubescape: ["C-0207"],
          kubelinter: ["read-secret-from-env-var"],
        },
      },
      {
        id: "K8S-15.secret-env-from",
        title: "No whole Secret is given as variables",
        severity: "low",
        equivalents: { checkov: ["CKV_K8S_35"], kubescape: ["C-0207", "C-0012", "C-0259"] },
      },
      {
        id: "K8S-15.secret-manifest",
        title: "No Secret has its values written out",
        severity: "high",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      cisKubernetes: ["5.4.1", "5.4.2"],
      cisEks: ["4.4.1", "4.4.2"],
      nist: ["IA-5(7)", "SC-28"],
      iso: ["A.5.17", "A.8.24"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption"],
    }),
  },
  judgePod,
);

export const rule: Rule = {
  metadata: { ...pods.metadata, resourceTypes: [...pods.metadata.resourceTypes, "ConfigMap", "Secret"] },
  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.type === "ConfigMap") return judgeConfigMap(node);
    return node.type === "Secret" ? judgeSecret(node) : pods.evaluate(node, context);
  },
};

function judgePod(pod: PodView): readonly CheckResult[] {
  return judgeQuestions(pod, [
    {
      check: "K8S-15.literal-env",
      expected: "no credential",
      fails: "has a credential in its environment",
      passes: "No credential was recognised in the environment",
      ask: (container) => worstVariable(container, literalOf),
    },
    {
      check: "K8S-15.likely-env",
      expected: "no value",
      fails: "has a value written out that is named after a secret",
      passes: "No value is written out that is named after a secret",
      ask: (container) => worstVariable(container, likelyOf),
    },
    {
      check: "K8S-15.secret-env",
      expected: "a Secret that is mounted",
      fails: "gets a Secret as a variable of its environment",
      passes: "No container gets a Secret as a variable",
      ask: (container) => listed(container, "env", "valueFrom.secretKeyRef"),
    },
    {
      check: "K8S-15.secret-env-from",
      expected: "a Secret that is mounted",
      fails: "gets a whole Secret as variables of its environment",
      passes: "No container gets a whole Secret as variables",
      ask: (container) => listed(container, "envFrom", "secretRef"),
    },
  ]);
}

interface Found {
  readonly answer: Answer;
  /** What a failing container does. */
  readonly says?: string;
  readonly cause?: string;
}

type Ask = (name: string, value: Datum) => Found;

const clean: Found = { answer: "yes" };

function literalOf(name: string, value: Datum): Found {
  const search = searchNamed(name, value);
  if (search.kind === "found") return { answer: "no", says: `has ${search.what} in its environment` };
  return search.kind === "unknown" ? { answer: "unknown", cause: search.cause } : clean;
}

function likelyOf(name: string, value: Datum): Found {
  if (!isLikely(name, value) || searchNamed(name, value).kind === "found") return clean;
  return { answer: "no", says: `has a value for ${name} written out` };
}

function isLikely(name: string, value: Datum): boolean {
  return isLikelySecretName(name) && typeof value === "string" && isLikelySecretValue(value);
}

function worstVariable(container: ContainerView, ask: Ask): ContainerAnswer {
  const { items } = container.view.blocks("env");
  const answers = items.flatMap((view) => {
    const [name, value] = [view.get("name"), view.get("value")];
    if (name.kind !== "known" || typeof name.value !== "string" || value.kind === "absent") return [];
    const datum = value.kind === "unknown" ? value.template : value.value;
    return datum === undefined ? [] : [{ path: joinPath(view.path, "value"), ...ask(name.value, datum) }];
  });
  const found = answers.find(({ answer }) => answer === "no") ?? answers.find(({ answer }) => answer === "unknown");
  if (!found) return { answer: "yes", path: joinPath(container.view.path, "env"), actual: null };
  const { answer, path, says, cause } = found;
  return { answer, path, actual: shownSecret, reason: cause, ...(says ? { says } : {}) };
}

function listed(container: ContainerView, list: string, member: string): ContainerAnswer {
  const found = container.view.blocks(list).items.find((view) => view.get(member).kind !== "absent");
  const path = found ? joinPath(found.path, member) : joinPath(container.view.path, list);
  return { answer: found ? "no" : "yes", path, actual: found ? "a Secret" : null };
}

function judgeConfigMap(node: ResourceNode): readonly CheckResult[] {
  const data = node.get("data");
  if (data.kind !== "known" || !isObject(data.value)) return [];
  const entries = Object.entries(data.value);
  const certain = entries.map(([key, value]) => {
    const named = searchNamed(key, value);
    return { key, search: named.kind === "clean" ? searchText(value) : named };
  });
  const found = certain.find(({ search }) => search.kind === "found");
  const likely = entries.find(
    ([key, value]) => isLikely(key, value) && !certain.some((one) => one.key === key && one.search.kind === "found"),
  );
  const facts = (key: string | undefined): Facts => ({
    path: key === undefined ? "data" : `data["${key.replace(/["\\]/g, "\\$&")}"]`,
    expected: "no credential",
    actual: key === undefined ? null : shownSecret,
  });
  return [
    verdict(found ? "no" : "yes", facts(found?.key), {
      check: "K8S-15.config-map",
      fails: `The ConfigMap holds ${found?.search.kind === "found" ? found.search.what : "a credential"}`,
      passes: "No credential was recognised in the ConfigMap",
    }),
    verdict(likely ? "no" : "yes", facts(likely?.[0]), {
      check: "K8S-15.likely-config-map",
      fails: `The ConfigMap has a value for ${likely?.[0] ?? "a secret"}`,
      passes: "No entry of the ConfigMap is named after a secret and has a value",
    }),
  ];
}

/** Certificates and public keys may be read by anybody. */
const publicEntry =
  /(?:^|[._-])(?:ca|tls|cert|server|client)?\.?(?:crt|cer|pub)$|^ca[._-]?(?:bundle|cert|certificate)/i;

/** Those of a live cluster, where they belong, are not read; these are written down before that. */
function judgeSecret(node: ResourceNode): readonly CheckResult[] {
  if (node.get("sops").kind !== "absent") return [];
  const entries = ["data", "stringData"].flatMap((member) => {
    const reading = node.get(member);
    if (reading.kind === "unknown") return [{ member, answer: "unknown" as const, cause: reading.cause }];
    if (reading.kind !== "known" || !isObject(reading.value)) return [];
    return Object.entries(reading.value)
      .filter(([key]) => !publicEntry.test(key))
      .map(([, value]) => ({ member, ...writtenOut(value) }));
  });
  const shown = entries.find(({ answer }) => answer === "no") ?? entries.find(({ answer }) => answer === "unknown");
  const path = shown?.member ?? "data";
  return [
    verdict(
      shown?.answer ?? "yes",
      { path, expected: "no values", actual: shown ? shownSecret : null, reason: shown?.cause },
      {
        check: "K8S-15.secret-manifest",
        fails: "The Secret's values are written out here, where base64 is no encryption",
        passes: "The Secret has no values written out",
      },
    ),
  ];
}

function writtenOut(value: Datum): { readonly answer: Answer; readonly cause?: string } {
  if (isHole(value)) return { answer: "unknown", cause: value.cause };
  if (isTemplate(value)) return { answer: "yes" };
  const text = textOf(value)?.text ?? "";
  return { answer: text === "" || /^ENC\[|\{\{|\$\{|^<.*>$/.test(text) ? "yes" : "no" };
}
