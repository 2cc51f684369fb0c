import type { RuleExamples } from "../../rule";
import { objectOf } from "../kit/clusterExample";
import { container, deployment, deploymentAddress, documents, manifestExample, pod } from "../kit/podExample";
import { allow, clusterRoleBinding, role, roleBinding } from "../kit/rbacExample";

const permits = deploymentAddress("permits");
const wrong = (resource: string, ...checks: readonly string[]) =>
  checks.map((check) => [`K8S-14.${check}`, resource] as const);

function account(name: string, lines = ""): string {
  return objectOf("v1", "ServiceAccount", name, lines === "" ? "" : `${lines}\n`);
}

const own = "serviceAccountName: permits\n";
const refused = "automountServiceAccountToken: false\n";
const asked = "automountServiceAccountToken: true\n";
const mountedInPlace = container(
  "volumeMounts:\n  - name: token\n    mountPath: /var/run/secrets/kubernetes.io/serviceaccount",
);
const tokenVolume =
  "volumes:\n  - name: token\n    projected:\n      sources:\n        - serviceAccountToken:\n            path: token\n";

/** A pod with the token of an account, and what the account may do. */
const rights = (groups: string, resources: string, verbs: string, pods: string) =>
  documents(
    role("permits", allow(groups, resources, verbs)),
    roleBinding("permits", "Role permits", "ServiceAccount permits"),
    deployment("permits", `${pods}${own}${container()}`),
  );
const rightExamples: RuleExamples = [
  manifestExample("good-rights-without-token", rights('"*"', '"*"', '"*"', refused)),
  manifestExample(
    "bad-narrow-rights",
    rights('""', "configmaps", "get", asked),
    wrong(permits, "pod-token", "bound-token"),
  ),
  manifestExample(
    "bad-all-rights",
    rights('""', '"*"', '"*"', asked),
    wrong(permits, "pod-token", "bound-token", "administrative-token", "takeover-token"),
  ),
  manifestExample(
    "bad-secrets",
    rights('""', "secrets", "list", asked),
    wrong(permits, "pod-token", "bound-token", "takeover-token"),
  ),
];

export const examples: RuleExamples = [
  manifestExample("good", deployment("permits", `${refused}${own}${container()}`)),
  manifestExample("good-default-account-refused", pod("permits", `${refused}${container()}`)),
  manifestExample(
    "good-accounts",
    documents(account("default", "automountServiceAccountToken: false"), account("permits"), account("archive")),
  ),
  manifestExample("good-bound", roleBinding("permits", "Role reader", "ServiceAccount permits", "User default")),
  manifestExample("good-own-projection", deployment("permits", `${refused}${own}${tokenVolume}${mountedInPlace}`)),
  manifestExample("good-secret", objectOf("v1", "Secret", "permits-tls", "type: kubernetes.io/tls\n")),
  manifestExample("bad-asked-for", deployment("permits", `${asked}${own}${container()}`), wrong(permits, "pod-token")),
  manifestExample(
    "bad-not-stated",
    deployment("permits", `${own}${container()}`),
    wrong(permits, "token-unstated", "token-by-default"),
  ),
  manifestExample(
    "bad-left-to-account",
    documents(account("permits", "automountServiceAccountToken: false"), deployment("permits", `${own}${container()}`)),
    wrong(permits, "token-unstated"),
  ),
  manifestExample(
    "bad-account-of-other-namespace",
    documents(
      account("permits", "automountServiceAccountToken: false").replace("namespace: registry", "namespace: billing"),
      deployment("permits", `${own}${container()}`),
    ),
    wrong(permits, "token-unstated", "token-by-default"),
  ),
  manifestExample(
    "bad-account-gives",
    documents(
      account("permits", "automountServiceAccountToken: true"),
      roleBinding("permits", "Role reader", "ServiceAccount permits"),
      deployment("permits", `${own}${container()}`),
    ),
    wrong(permits, "token-unstated", "token-by-default", "bound-token"),
  ),
  ...rightExamples,
  manifestExample(
    "bad-default-account",
    deployment("permits", `${asked}${container()}`),
    wrong(permits, "pod-token", "default-account"),
  ),
  manifestExample(
    "bad-default-account-by-name",
    deployment("permits", `${asked}serviceAccount: default\n${container()}`),
    wrong(permits, "pod-token", "default-account", "account-field"),
  ),
  manifestExample(
    "bad-mounted-in-place",
    deployment("permits", `${own}${tokenVolume}${mountedInPlace}`),
    wrong(permits, "token-unstated", "token-by-default", "token-folder"),
  ),
  manifestExample("good-both-fields", deployment("permits", `${refused}${own}serviceAccount: permits\n${container()}`)),
  manifestExample(
    "bad-older-field",
    deployment("permits", `${refused}serviceAccount: permits\n${container()}`),
    wrong(permits, "account-field"),
  ),
  manifestExample(
    "bad-default-account-gives",
    account("default"),
    wrong("ServiceAccount/registry/default", "default-account-token"),
  ),
  manifestExample(
    "bad-default-account-asked",
    account("default", "automountServiceAccountToken: true"),
    wrong("ServiceAccount/registry/default", "default-account-token"),
  ),
  manifestExample(
    "bad-role-of-default-account",
    clusterRoleBinding("reader", "ClusterRole view", "User asha", "ServiceAccount default"),
    wrong("ClusterRoleBinding/reader", "default-account-bound"),
  ),
  manifestExample(
    "bad-token-without-end",
    objectOf("v1", "Secret", "permits-token", "type: kubernetes.io/service-account-token\n"),
    wrong("Secret/registry/permits-token", "long-lived-token"),
  ),
];
