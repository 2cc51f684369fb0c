import type { RuleExample, RuleExamples } from "../../rule";
import { documents, manifestExample } from "../kit/podExample";
import { allow, bound, clusterRole, clusterRoleBinding, role, roleBinding, wrongOn } from "../kit/rbacExample";
import { bindingExamples } from "./K8S-19.bindings";

const aRole = "Role/registry/helper";
const aClusterRole = "ClusterRole/helper";

const account = "ServiceAccount permits";

/** A role of the namespace with one rule, and what is wrong with it. */
function badRole(name: string, rule: string, ...checks: readonly string[]): RuleExample {
  return manifestExample(name, role("helper", rule), wrongOn(aRole, ...checks));
}

function badClusterRole(name: string, rule: string, ...checks: readonly string[]): RuleExample {
  return manifestExample(name, clusterRole("helper", rule), wrongOn(aClusterRole, ...checks));
}

const rbac = '"rbac.authorization.k8s.io"';
const webhooks = "validatingwebhookconfigurations";

export const examples: RuleExamples = [
  manifestExample(
    "good",
    documents(
      role("helper", allow('""', "configmaps", "get, list, watch"), allow("apps", "deployments", "get, list")),
      roleBinding("helper", "Role helper", account),
    ),
  ),
  manifestExample(
    "good-named-secret",
    role("helper", allow('""', "secrets", "get", "resourceNames: [permits-database]")),
  ),
  manifestExample(
    "good-view",
    documents(
      roleBinding("helper", "ClusterRole view", "Group registry-team"),
      clusterRoleBinding("auth", "ClusterRole system:auth-delegator", account),
    ),
  ),
  // A right under a group that has no such resource gives nothing.
  manifestExample("good-other-group", bound(allow("metrics.k8s.io", "pods", "get, create"), account)),
  manifestExample("good-reading-bindings", role("helper", allow(rbac, "roles, rolebindings", "get, list, watch"))),
  manifestExample(
    "good-reading-webhooks",
    clusterRole("helper", allow("admissionregistration.k8s.io", webhooks, "get, list, watch")),
  ),
  manifestExample(
    "good-own-resource",
    role("helper", allow("registry.example.org", "permits", "get, create, update, delete")),
  ),
  badClusterRole("bad-cluster-everything", allow('"*"', '"*"', '"*"'), "cluster-everything"),
  badRole("bad-namespace-everything", allow('"*"', '"*"', '"*"'), "namespace-everything"),
  badClusterRole(
    "bad-cluster-wildcard-resources",
    allow('""', '"*"', "get, list"),
    "attach",
    "cluster-wildcard-resources",
    "exec",
    "read-node-proxy",
  ),
  badRole("bad-namespace-wildcard-resources", allow("apps", '"*"', "get, list"), "namespace-wildcard-resources"),
  badRole("bad-wildcard-verbs", allow("apps", "deployments", '"*"'), "change-workloads", "wildcard-verbs"),
  badRole(
    "bad-wildcard-verbs-of-own-resource",
    allow("registry.example.org", "permits", '"*"'),
    "wildcard-verbs-other",
  ),
  badRole("bad-wildcard-groups", allow('"*"', "permits", "get"), "wildcard-groups"),
  badRole("bad-wildcard-subresources", allow("apps", '"*/scale"', "update"), "wildcard-subresources"),
  manifestExample(
    "bad-wildcard-urls",
    clusterRole("helper", '  - nonResourceURLs: ["*"]\n    verbs: [get]\n'),
    wrongOn(aClusterRole, "wildcard-urls"),
  ),
  manifestExample(
    "bad-second-rule",
    clusterRole("helper", allow('""', "configmaps", "get"), allow('""', "secrets", "list")),
    wrongOn(aClusterRole, "cluster-secrets"),
  ),
  badRole("bad-namespace-secrets", allow('""', "secrets", "get, create"), "namespace-secrets"),
  badRole(
    "bad-aws-auth",
    allow('""', "configmaps", "update", "resourceNames: [aws-auth]"),
    "aws-auth",
    "change-config-maps",
  ),
  badClusterRole("bad-impersonate", allow('""', "users, groups", "impersonate"), "impersonate"),
  badClusterRole("bad-bind", allow(rbac, "clusterroles", "bind"), "bind"),
  badRole("bad-escalate", allow(rbac, "roles", "escalate"), "escalate"),
  manifestExample(
    "bad-takeover",
    clusterRole("helper", allow(rbac, "clusterrolebindings", "create"), allow(rbac, "clusterroles", "bind")),
    wrongOn(aClusterRole, "bind", "takeover"),
  ),
  badRole("bad-change-bindings", allow(rbac, "rolebindings", "get, patch"), "change-bindings"),
  badClusterRole("bad-webhooks", allow("admissionregistration.k8s.io", webhooks, "get, patch"), "webhooks"),
  badClusterRole("bad-remove-webhooks", allow("admissionregistration.k8s.io", webhooks, "delete"), "remove-webhooks"),
  badClusterRole("bad-node-proxy", allow('""', "nodes/proxy", "create"), "node-proxy"),
  badClusterRole("bad-read-node-proxy", allow('""', "nodes/proxy", "get"), "read-node-proxy"),
  badRole("bad-exec", allow('""', "pods/exec", "create"), "exec"),
  badRole("bad-exec-by-web-socket", allow('""', "pods/exec", "get"), "exec"),
  badRole("bad-exec-by-wildcard", allow('""', '"pods/*"', "create"), "attach", "exec", "wildcard-subresources"),
  manifestExample(
    "bad-attach",
    role("helper", allow('""', "pods", "get"), allow('""', "pods/attach", "create")),
    wrongOn(aRole, "attach"),
  ),
  badRole("bad-attach-by-web-socket", allow('""', "pods/attach", "get"), "attach"),
  manifestExample(
    "bad-approve-certificates",
    clusterRole(
      "helper",
      allow("certificates.k8s.io", "certificatesigningrequests/approval", "update"),
      allow("certificates.k8s.io", "signers", "approve"),
    ),
    wrongOn(aClusterRole, "approve-certificates"),
  ),
  badRole("bad-change-workloads", allow("apps", "deployments", "patch"), "change-workloads"),
  badRole("bad-delete-logs", allow('""', "pods/log", "delete"), "delete-logs"),
  badRole("bad-change-config-maps", allow('""', "configmaps", "update"), "change-config-maps"),
  badRole("bad-networking", allow("networking.k8s.io", "networkpolicies", "delete"), "networking"),
  ...bindingExamples,
];
