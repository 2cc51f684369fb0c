/**
 * How Terraform's provider `kubernetes` spells what the Kubernetes API calls otherwise: snake case, single blocks as
 * lists of one, and lists named after one of their items. Read from the provider's schema (version 2.38).
 */
import { emptyRecord, isList, isObject } from "../expression/datum";
import type { Datum, DatumObject } from "./graph";

/** Kinds by resource type, without `kubernetes_` and `_v1`. Types that patch what others made are left out. */
const kinds: Readonly<Record<string, string>> = {
  cluster_role: "ClusterRole",
  cluster_role_binding: "ClusterRoleBinding",
  config_map: "ConfigMap",
  cron_job: "CronJob",
  csi_driver: "CSIDriver",
  daemon_set: "DaemonSet",
  daemonset: "DaemonSet",
  default_service_account: "ServiceAccount",
  deployment: "Deployment",
  endpoints: "Endpoints",
  horizontal_pod_autoscaler: "HorizontalPodAutoscaler",
  ingress: "Ingress",
  ingress_class: "IngressClass",
  job: "Job",
  limit_range: "LimitRange",
  mutating_webhook_configuration: "MutatingWebhookConfiguration",
  namespace: "Namespace",
  network_policy: "NetworkPolicy",
  persistent_volume: "PersistentVolume",
  persistent_volume_claim: "PersistentVolumeClaim",
  pod: "Pod",
  pod_disruption_budget: "PodDisruptionBudget",
  pod_security_policy: "PodSecurityPolicy",
  replication_controller: "ReplicationController",
  resource_quota: "ResourceQuota",
  role: "Role",
  role_binding: "RoleBinding",
  secret: "Secret",
  service: "Service",
  service_account: "ServiceAccount",
  stateful_set: "StatefulSet",
  storage_class: "StorageClass",
  validating_webhook_configuration: "ValidatingWebhookConfiguration",
};

/** The kind that a resource type makes, for instance `Deployment` for `kubernetes_deployment_v1`. */
export function kindOfTerraform(type: string): string | undefined {
  const name = /^kubernetes_(.+?)(?:_v\d+(?:(?:alpha|beta)\d+)?)?$/.exec(type)?.[1];
  return name !== undefined && Object.hasOwn(kinds, name) ? kinds[name] : undefined;
}

/** Lists of objects, and those of other things that have another number: a block is named after one of its items. */
const lists: Readonly<Record<string, string>> = {
  cluster_role_selectors: "clusterRoleSelectors",
  container: "containers",
  egress: "egress",
  env: "env",
  env_from: "envFrom",
  from: "from",
  host_aliases: "hostAliases",
  http_header: "httpHeaders",
  image_pull_secrets: "imagePullSecrets",
  ingress: "ingress",
  init_container: "initContainers",
  items: "items",
  limit: "limits",
  match_expressions: "matchExpressions",
  metric: "metrics",
  node_selector_term: "nodeSelectorTerms",
  path: "paths",
  port: "ports",
  ports: "ports",
  preferred_during_scheduling_ignored_during_execution: "preferredDuringSchedulingIgnoredDuringExecution",
  range: "ranges",
  readiness_gate: "readinessGates",
  required_during_scheduling_ignored_during_execution: "requiredDuringSchedulingIgnoredDuringExecution",
  rule: "rules",
  sources: "sources",
  subject: "subjects",
  subset: "subsets",
  sysctl: "sysctls",
  tls: "tls",
  to: "to",
  toleration: "tolerations",
  topology_spread_constraint: "topologySpreadConstraints",
  volume: "volumes",
  volume_claim_template: "volumeClaimTemplates",
  volume_device: "volumeDevices",
  volume_mount: "volumeMounts",
  webhook: "webhooks",
};

/** Maps whose keys are the user's own. */
const userMaps: ReadonlySet<string> = new Set([
  "annotations",
  "binary_data",
  "data",
  "default",
  "default_request",
  "hard",
  "labels",
  "limits",
  "match_labels",
  "max",
  "min",
  "node_selector",
  "parameters",
  "requests",
]);

/** Words that the API writes in capital letters. */
const capitals: Readonly<Record<string, string>> = {
  api: "API",
  cidr: "CIDR",
  ip: "IP",
  ipc: "IPC",
  ips: "IPs",
  pid: "PID",
  urls: "URLs",
};

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9]+)/g, (_, word: string) =>
    Object.hasOwn(capitals, word) ? (capitals[word] ?? word) : word.charAt(0).toUpperCase() + word.slice(1),
  );
}

function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z]+)/g, "$1_$2").toLowerCase();
}

const singulars: ReadonlyMap<string, string> = new Map(
  Object.entries(lists)
    .filter(([written]) => written !== "ports")
    .map(([written, name]) => [name, written]),
);

/** The body of a resource as the object that the API gets. */
export function apiObjectOf(body: DatumObject): DatumObject {
  return convertedMembers(body, "");
}

function convertedMembers(body: DatumObject, parent: string): DatumObject {
  const object = emptyRecord();
  for (const [written, value] of Object.entries(body)) {
    const [name, converted] = convertedMember(written, value);
    if (converted !== undefined) object[name] = converted;
  }
  // The provider sends its default to the API whenever the block is there.
  if (parent === "container" && isObject(object.securityContext)) {
    const { securityContext } = object;
    if (!Object.hasOwn(securityContext, "allowPrivilegeEscalation")) {
      object.securityContext = { ...securityContext, allowPrivilegeEscalation: true };
    }
  }
  return object;
}

function convertedMember(written: string, value: Datum): readonly [string, Datum | undefined] {
  if (userMaps.has(written)) return [camelCase(written), unwrapped(value)];
  const parent = written === "init_container" ? "container" : written;
  if (isList(value) && value.some((item) => isObject(item))) {
    const items = value.map((item) => (isObject(item) ? convertedMembers(item, parent) : item));
    return Object.hasOwn(lists, written) && !isNodeAffinity(value)
      ? [lists[written] ?? written, items]
      : [camelCase(written), items.length === 1 ? items[0] : items];
  }
  if (isObject(value)) {
    const object = convertedMembers(value, parent);
    // Terraform JSON may write a single block without a list around it.
    if (Object.hasOwn(lists, written) && !isNodeAffinity([value])) return [lists[written] ?? written, [object]];
    return [camelCase(written), object];
  }
  if (value === null || (isList(value) && value.length === 0)) return [camelCase(written), undefined];
  const isBlockName = Object.hasOwn(lists, written) && typeof value === "object";
  return [isBlockName ? (lists[written] ?? written) : camelCase(written), value];
}

/** The one block of that name that is no list. */
function isNodeAffinity(value: readonly Datum[]): boolean {
  return value.some((item) => isObject(item) && Object.hasOwn(item, "node_selector_term"));
}

/** Older versions of the provider write maps as blocks. */
function unwrapped(value: Datum): Datum | undefined {
  if (isList(value) && value.length <= 1) return value[0];
  return value === null ? undefined : value;
}

/** The resource's word for a member of the API's object. */
export function terraformName(name: string, kind: string): string {
  if (name === "ports" && kind === "NetworkPolicy") return name;
  const snake = snakeCase(name);
  return userMaps.has(snake) ? snake : (singulars.get(name) ?? snake);
}

/** Whether the members of that name are the user's own words. */
export function isUserMap(name: string): boolean {
  return userMaps.has(snakeCase(name));
}

/** A path of the API's object as the resource writes it: `spec.template.spec.container[0].security_context`. */
export function terraformPath(path: string, kind: string): string {
  let verbatim = false;
  return path.replace(/\["(?:[^"\\]|\\.)*"\]|[^.[\]]+/g, (step) => {
    if (/^\d+$/.test(step)) return step;
    const written = verbatim || step.startsWith("[") ? step : terraformName(step, kind);
    verbatim = !verbatim && isUserMap(step);
    return written;
  });
}
