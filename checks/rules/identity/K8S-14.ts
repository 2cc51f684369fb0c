import type { ResourceNode } from "../../graph/graph";
import { joinPath } from "../../graph/path";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { type PodView, textAt } from "../kit/kubernetes";
import { judgeQuestions, podRule } from "../kit/podRule";
import { type Answer, every, isFalse, not, orAbsent, yesIf } from "../kit/predicates";
import { isBuiltIn, subjectsOf } from "../kit/rbac";
import { accountOf, bindingsOf } from "../kit/serviceAccount";
import { judgeTokenRights, tokenRightChecks } from "./tokenRights";

const mount = "automountServiceAccountToken";
/** Where the API server mounts the token, from a volume whose name begins with `kube-api-access-`. */
const tokenFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

const pods = podRule(
  {
    id: "K8S-14",
    title: "Tokens of service accounts are where they are needed, and the default account is used by nobody",
    control: "identity.service-account-tokens",
    severity: "medium",
    group: "identity",
    rationale:
      "A token in a container is a key to the API server: whoever breaks into a workload that never calls the API finds one all the same. The default account is shared by all workloads of a namespace that name none, so that a right given to one is given to all.",
    remediation:
      "Set automountServiceAccountToken: false in the pod's spec and in each ServiceAccount, and true in the pod's spec of the workloads that call the API server; set serviceAccountName to an account of the workload's own; bind to accounts only the roles that their workloads need, and none to the account default; request tokens instead of making Secrets of type kubernetes.io/service-account-token.",
    checks: [
      {
        id: "K8S-14.pod-token",
        title: "automountServiceAccountToken of the pod is not true",
        severity: "medium",
        equivalents: { checkov: ["CKV_K8S_38"], trivy: ["KSV-0036"], kubescape: ["C-0034", "C-0190"] },
      },
      {
        id: "K8S-14.token-unstated",
        title: "The pod states automountServiceAccountToken",
        severity: "low",
        equivalents: { checkov: ["CKV_K8S_38"] },
      },
      {
        id: "K8S-14.token-by-default",
        title: "A pod that does not say whether it wants the token has an account that says no",
        severity: "medium",
        equivalents: { kubescape: ["C-0034", "C-0190"] },
      },
      {
        id: "K8S-14.token-folder",
        title: "No pod that does not ask for the token mounts something in its place",
        severity: "medium",
        equivalents: { trivy: ["KSV-0036"] },
      },
      {
        id: "K8S-14.default-account",
        title: "Pods that get a token have an account of their own",
        severity: "medium",
        equivalents: { kubelinter: ["default-service-account"] },
      },
      {
        id: "K8S-14.account-field",
        title: "The account is named by serviceAccountName, not by the field that it replaced",
        severity: "low",
        equivalents: { kubescape: ["C-0294"], kubelinter: ["deprecated-service-account-field"] },
      },
      ...tokenRightChecks,
      {
        id: "K8S-14.default-account-token",
        title: "The account default gives no token",
        severity: "medium",
        equivalents: { checkov: ["CKV_K8S_41"], kubescape: ["C-0189", "C-0225"] },
      },
      {
        id: "K8S-14.default-account-bound",
        title: "No role is bound to an account default",
        severity: "medium",
        equivalents: { checkov: ["CKV_K8S_42"], kubescape: ["C-0225"] },
      },
      {
        id: "K8S-14.long-lived-token",
        title: "No Secret holds a token without end",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      cisKubernetes: ["5.1.5", "5.1.6"],
      cisEks: ["4.1.5", "4.1.6"],
      nist: ["AC-6"],
      iso: ["A.8.2"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },
  (pod, { graph }) => judgePod(pod, { graph }),
);

export const rule: Rule = {
  metadata: {
    ...pods.metadata,
    resourceTypes: [...pods.metadata.resourceTypes, "ServiceAccount", "RoleBinding", "ClusterRoleBinding", "Secret"],
  },
  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.type === "ServiceAccount") return judgeAccount(node);
    if (node.type === "Secret") return judgeSecret(node);
    return node.type.endsWith("Binding") ? judgeBinding(node) : pods.evaluate(node, context);
  },
};

function judgePod(pod: PodView, { graph }: Pick<RuleContext, "graph">): readonly CheckResult[] {
  const { node, spec } = pod;
  const path = joinPath(spec.path, mount);
  const stated = node.get(path);
  const isUnstated: Answer = stated.kind === "absent" ? "yes" : stated.kind === "unknown" ? "unknown" : "no";
  const account = accountOf(pod, graph);
  const facts = {
    path,
    expected: false,
    actual: stated.kind === "known" ? stated.value === true : null,
    reason: stated.kind === "unknown" ? stated.cause : account.cause,
  };
  const needed = account.name !== undefined && (bindingsOf(graph, account.name, account.namespace) ?? []).length > 0;
  return [
    judge(
      node,
      mount,
      orAbsent(isFalse()),
      { check: "K8S-14.pod-token", fails: "The pod asks for a token of its service account" },
      { view: spec },
    ),
    verdict(not(isUnstated), facts, {
      check: "K8S-14.token-unstated",
      fails: "The pod does not say whether it needs a token of its service account",
    }),
    verdict(
      not(every([isUnstated, not(account.refuses)])),
      facts,
      {
        check: "K8S-14.token-by-default",
        fails: needed
          ? "The pod gets a token without asking for it; a role is bound to its account, so it may need one"
          : "The pod gets a token without asking for it, and no role is bound to its account",
      },
      {
        ...(needed ? { severity: "low" as const } : {}),
        ...(account.node ? { related: [account.node] } : {}),
      },
    ),
    ...judgeQuestions(pod, [
      {
        check: "K8S-14.token-folder",
        expected: `nothing at ${tokenFolder}`,
        fails: "mounts something in the place of the token",
        passes: "No container mounts something in the place of the token",
        ask: (container) => {
          const mounts = container.view.blocks("volumeMounts").items;
          const found = mounts.find((one) => {
            const [place, volume] = [one.get("mountPath"), one.get("name")];
            const isOfServer = volume.kind === "known" && /^kube-api-access-/.test(String(volume.value));
            return place.kind === "known" && place.value === tokenFolder && !isOfServer;
          });
          const answer = found ? not(isUnstated) : "yes";
          const where = found ? joinPath(found.path, "mountPath") : joinPath(container.view.path, "volumeMounts");
          return { answer, path: where, actual: found ? tokenFolder : null, reason: facts.reason };
        },
      },
    ]),
    verdict(
      account.name === undefined ? "unknown" : yesIf(account.name !== "default" || isRefused(pod)),
      {
        path: joinPath(spec.path, "serviceAccountName"),
        expected: "an account of the workload's own",
        actual: account.name ?? null,
        reason: account.cause,
      },
      {
        check: "K8S-14.default-account",
        fails: "The pod gets a token of the account default, which all workloads of the namespace share",
      },
    ),
    ...judgeField(pod),
    ...judgeTokenRights(
      pod,
      account,
      stated.kind === "known" ? yesIf(stated.value === true) : every([isUnstated, not(account.refuses)]),
      graph,
    ),
  ];
}

/** The API server writes the older field itself, with the value of the newer one. */
function judgeField({ node, spec }: PodView): readonly CheckResult[] {
  const [older, newer] = [spec.get("serviceAccount"), spec.get("serviceAccountName")];
  if (older.kind !== "known") return [];
  const answer: Answer =
    newer.kind === "unknown" ? "unknown" : yesIf(newer.kind === "known" && newer.value === older.value);
  const path = joinPath(spec.path, "serviceAccount");
  return [
    verdict(
      answer,
      {
        path,
        expected: "serviceAccountName",
        actual: textAt(node, path) ?? null,
        reason: "serviceAccountName is not known yet",
      },
      {
        check: "K8S-14.account-field",
        fails: "The account is named by serviceAccount, which serviceAccountName replaced, and not by both alike",
      },
    ),
  ];
}

function isRefused({ spec }: PodView): boolean {
  const stated = spec.get(mount);
  return stated.kind === "known" && stated.value === false;
}

function judgeAccount(account: ResourceNode): readonly CheckResult[] {
  if (textAt(account, "metadata.name") !== "default" && account.writtenType !== "kubernetes_default_service_account")
    return [];
  return [
    judge(account, mount, isFalse(), {
      check: "K8S-14.default-account-token",
      fails: "The account default gives its token to every pod that does not refuse it",
    }),
  ];
}

function judgeBinding(binding: ResourceNode): readonly CheckResult[] {
  if (isBuiltIn(binding)) return [];
  const { items, unknown } = subjectsOf(binding);
  const found = items.find(({ kind, name }) => kind === "ServiceAccount" && name === "default");
  return [
    verdict(
      found ? "no" : unknown === undefined ? "yes" : "unknown",
      {
        path: found ? `${found.path}.name` : "subjects",
        expected: "an account of one workload",
        actual: found?.name ?? null,
        reason: unknown,
      },
      {
        check: "K8S-14.default-account-bound",
        fails: "The binding gives a role to the account default, and so to every workload without one of its own",
      },
    ),
  ];
}

function judgeSecret(secret: ResourceNode): readonly CheckResult[] {
  const type = textAt(secret, "type");
  if (type !== "kubernetes.io/service-account-token") return [];
  return [
    verdict(
      "no",
      { path: "type", expected: "no Secret, but tokens that are requested and run out", actual: type },
      { check: "K8S-14.long-lived-token", fails: "The Secret holds a token of a service account that never ends" },
    ),
  ];
}
