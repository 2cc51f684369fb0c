/** Examples of what bindings hand out; those of roles stand beside the rule. */
import type { RuleExamples } from "../../rule";
import { documents, manifestExample } from "../kit/podExample";
import { allow, bound, clusterRole, clusterRoleBinding, role, roleBinding, wrongOn } from "../kit/rbacExample";

const aClusterRole = "ClusterRole/helper";
const aBinding = "ClusterRoleBinding/helper";
const account = "ServiceAccount permits";
const person = "User asha";
const rbac = '"rbac.authorization.k8s.io"';

export const bindingExamples: RuleExamples = [
  manifestExample("bad-bound-everything-to-workload", bound(allow('"*"', '"*"', '"*"'), account), [
    ...wrongOn(aClusterRole, "cluster-everything"),
    ...wrongOn(aBinding, "workload-everything"),
  ]),
  manifestExample("bad-bound-everything-to-person", bound(allow('"*"', '"*"', '"*"'), person), [
    ...wrongOn(aClusterRole, "cluster-everything"),
    ...wrongOn(aBinding, "bound-everything"),
  ]),
  manifestExample("bad-bound-core", bound(allow('""', '"*"', '"*"'), "Group registry-team"), [
    ...wrongOn(
      aBinding,
      "bound-attach",
      "bound-core",
      "bound-create-pods",
      "bound-delete-events",
      "bound-delete-workloads",
      "bound-exec",
      "bound-impersonate",
      "bound-name-service",
      "bound-node-proxy",
      "bound-persistent-volumes",
      "bound-port-forward",
      "bound-read-node-proxy",
      "bound-read-secrets",
      "bound-tokens",
    ),
    ...wrongOn(
      aClusterRole,
      "attach",
      "change-config-maps",
      "change-workloads",
      "cluster-wildcard-resources",
      "delete-logs",
      "exec",
      "impersonate",
      "networking",
      "node-proxy",
      "read-node-proxy",
    ),
  ]),
  manifestExample(
    "bad-bound-every-object",
    bound(allow('"*"', '"*"', "get, list, watch, create, update, patch, delete"), person),
    [
      ...wrongOn(
        aBinding,
        "bound-attach",
        "bound-certificate-approval",
        "bound-create-pods",
        "bound-create-workloads",
        "bound-delete-events",
        "bound-delete-workloads",
        "bound-every-object",
        "bound-exec",
        "bound-name-service",
        "bound-node-proxy",
        "bound-persistent-volumes",
        "bound-port-forward",
        "bound-read-node-proxy",
        "bound-read-secrets",
        "bound-remove-webhooks",
        "bound-tokens",
        "bound-webhooks",
      ),
      ...wrongOn(
        aClusterRole,
        "attach",
        "change-bindings",
        "change-config-maps",
        "change-workloads",
        "cluster-wildcard-resources",
        "delete-logs",
        "exec",
        "networking",
        "node-proxy",
        "read-node-proxy",
        "remove-webhooks",
        "webhooks",
        "wildcard-groups",
      ),
    ],
  ),
  manifestExample("bad-bound-attach", bound(allow('""', "pods/attach", "create"), person), [
    ...wrongOn(aBinding, "bound-attach"),
    ...wrongOn(aClusterRole, "attach"),
  ]),
  manifestExample("bad-bound-secrets", bound(allow('""', "secrets", "list"), account), [
    ...wrongOn(aClusterRole, "cluster-secrets"),
    ...wrongOn(aBinding, "workload-read-secrets"),
  ]),
  manifestExample("bad-bound-secrets-to-person", bound(allow('""', "secrets", "list"), person), [
    ...wrongOn(aBinding, "bound-read-secrets"),
    ...wrongOn(aClusterRole, "cluster-secrets"),
  ]),
  manifestExample(
    "bad-bound-in-namespace",
    documents(role("helper", allow('""', "secrets", "get")), roleBinding("helper", "Role helper", account)),
    [
      ...wrongOn("RoleBinding/registry/helper", "workload-read-secrets"),
      ...wrongOn("Role/registry/helper", "namespace-secrets"),
    ],
  ),
  manifestExample(
    "bad-bound-by-label",
    documents(
      clusterRole("part", allow('""', "serviceaccounts/token", "create")).replace(
        "  name: part\n",
        "  name: part\n  labels: { for: helper }\n",
      ),
      clusterRole("helper").replace(
        "rules:\n",
        "aggregationRule: { clusterRoleSelectors: [{ matchLabels: { for: helper } }] }\n",
      ),
      clusterRoleBinding("helper", "ClusterRole helper", person),
    ),
    wrongOn(aBinding, "bound-tokens"),
  ),
  manifestExample("bad-bound-impersonate", bound(allow('""', "serviceaccounts", "impersonate"), account, person), [
    ...wrongOn(aBinding, "bound-impersonate", "workload-impersonate"),
    ...wrongOn(aClusterRole, "impersonate"),
  ]),
  manifestExample("bad-bound-bind", bound(allow(rbac, "rolebindings", "bind"), account, person), [
    ...wrongOn(aClusterRole, "bind"),
    ...wrongOn(aBinding, "bound-bind", "workload-bind"),
  ]),
  manifestExample("bad-bound-escalate", bound(allow(rbac, "clusterroles", "escalate"), person), [
    ...wrongOn(aBinding, "bound-escalate"),
    ...wrongOn(aClusterRole, "escalate"),
  ]),
  manifestExample("bad-bound-takeover", bound(allow(rbac, '"*"', "bind, create"), account), [
    ...wrongOn(aClusterRole, "bind", "cluster-wildcard-resources", "takeover"),
    ...wrongOn(aBinding, "workload-bind", "workload-takeover"),
  ]),
  manifestExample(
    "bad-bound-webhooks",
    bound(allow("admissionregistration.k8s.io", "mutatingwebhookconfigurations", "create, delete"), person),
    [
      ...wrongOn(aBinding, "bound-remove-webhooks", "bound-webhooks"),
      ...wrongOn(aClusterRole, "remove-webhooks", "webhooks"),
    ],
  ),
  manifestExample("bad-bound-node-proxy", bound(allow('""', "nodes/proxy", "create, get"), account, person), [
    ...wrongOn(aBinding, "bound-node-proxy", "bound-read-node-proxy", "workload-node-proxy"),
    ...wrongOn(aClusterRole, "node-proxy", "read-node-proxy"),
  ]),
  manifestExample("bad-bound-exec", bound(allow('""', "pods/exec", "create"), account, person), [
    ...wrongOn(aBinding, "bound-exec", "workload-exec"),
    ...wrongOn(aClusterRole, "exec"),
  ]),
  manifestExample(
    "bad-bound-port-forward",
    bound(allow('""', "pods/portforward", "create"), person),
    wrongOn(aBinding, "bound-port-forward"),
  ),
  manifestExample(
    "bad-bound-tokens",
    bound(allow('""', "serviceaccounts/token", "create"), account),
    wrongOn(aBinding, "bound-tokens"),
  ),
  manifestExample(
    "bad-bound-certificate-approval",
    bound(allow("certificates.k8s.io", "certificatesigningrequests/approval", "update"), person),
    wrongOn(aBinding, "bound-certificate-approval"),
  ),
  manifestExample(
    "bad-bound-persistent-volumes",
    bound(allow('""', "persistentvolumes", "create"), person),
    wrongOn(aBinding, "bound-persistent-volumes"),
  ),
  manifestExample("bad-bound-create-pods", bound(allow('""', "pods", "create"), account), [
    ...wrongOn(aBinding, "bound-create-pods"),
    ...wrongOn(aClusterRole, "change-workloads"),
  ]),
  manifestExample("bad-bound-create-workloads", bound(allow("batch", "jobs", "create"), account), [
    ...wrongOn(aBinding, "bound-create-workloads"),
    ...wrongOn(aClusterRole, "change-workloads"),
  ]),
  manifestExample("bad-bound-delete-workloads", bound(allow('""', "services", "delete"), account), [
    ...wrongOn(aBinding, "bound-delete-workloads"),
    ...wrongOn(aClusterRole, "networking"),
  ]),
  manifestExample(
    "bad-bound-delete-events",
    bound(allow('""', "events", "delete"), account),
    wrongOn(aBinding, "bound-delete-events"),
  ),
  manifestExample("bad-bound-name-service", bound(allow('""', "configmaps", "patch"), account), [
    ...wrongOn(aBinding, "bound-name-service"),
    ...wrongOn(aClusterRole, "change-config-maps"),
  ]),
  manifestExample(
    "bad-bound-service-addresses",
    bound(allow('""', "services/status", "patch"), account),
    wrongOn(aBinding, "workload-service-addresses"),
  ),
  manifestExample(
    "bad-cluster-admin",
    clusterRoleBinding("helper", "ClusterRole cluster-admin", "Group platform-team"),
    wrongOn(aBinding, "cluster-admin"),
  ),
  manifestExample(
    "bad-broad-role",
    roleBinding("helper", "ClusterRole edit", account),
    wrongOn("RoleBinding/registry/helper", "broad-role"),
  ),
  manifestExample(
    "bad-anonymous",
    clusterRoleBinding("helper", "ClusterRole view", "User system:anonymous"),
    wrongOn(aBinding, "anonymous"),
  ),
  manifestExample(
    "bad-masters",
    clusterRoleBinding("helper", "ClusterRole view", "Group system:masters"),
    wrongOn(aBinding, "masters"),
  ),
  manifestExample(
    "bad-authenticated",
    bound(allow('""', "pods", "list"), "Group system:authenticated"),
    wrongOn(aBinding, "authenticated"),
  ),
  manifestExample(
    "good-role-elsewhere",
    roleBinding("helper", "ClusterRole registry-reader", account),
    [],
    [["K8S-19.bound-everything", "RoleBinding/registry/helper"]],
  ),
];
