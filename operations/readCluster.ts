import { clusterInput, type UnreadKind } from "../checks/inputs/cluster";
import type { ParsedInput } from "../checks/inputs/model";
import { foreignTypes } from "../checks/reachability/kubernetes/policies";
import type { Rule } from "../checks/rule";
import { engineFailed, UserError } from "../common/errors";
import { exitCodes } from "../common/exitCodes";
import { ApiRefusal, type KubectlReader, openCluster } from "../engine/kubectl";
import { resolveKubectl } from "../tools/cluster/kubectl";

/** Groups whose kinds are read whole: rules on one kind look among others. */
const groups: ReadonlySet<string> = new Set([
  "",
  "admissionregistration.k8s.io",
  "apps",
  "autoscaling",
  "batch",
  "networking.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
  "scheduling.k8s.io",
  "storage.k8s.io",
  "gateway.networking.k8s.io",
]);

/**
 * Policies of network plugins and meshes, of whose groups nothing else is read: they also hold an object for every pod
 * and address.
 */
const policyTypes: ReadonlySet<string> = new Set(foreignTypes);
const policyGroups: ReadonlySet<string> = new Set(foreignTypes.map((type) => type.slice(type.indexOf(".") + 1)));

/**
 * Never listed. Secrets, because their list holds their values and no rule needs one; the others, because no rule reads
 * them and there are as many as there are pods and nodes.
 */
const passedOver: ReadonlySet<string> = new Set([
  "secrets",
  "events",
  "endpoints",
  "componentstatuses",
  "bindings",
  "controllerrevisions",
  "csinodes",
  "csistoragecapacities",
  "volumeattachments",
]);

/** Objects in one answer: what keeps answers small without making them many. */
const pageSize = 500;
const parallel = 4;

interface Resource {
  readonly apiVersion: string;
  readonly group: string;
  readonly name: string;
  readonly kind: string;
}

/**
 * All objects of a live cluster that rules look at, read page by page with the user's own rights.
 * @throws UserError exit 2 for a context that is not there, 3 when kubectl is missing or nothing may be read, 4 when
 * nobody answers.
 */
export async function readCluster(
  context: string,
  rules: readonly Rule[],
  progress: (message: string) => void,
): Promise<ParsedInput> {
  const reader = await openCluster({ kubectl: await resolveKubectl(), context });
  progress(`reading the cluster of the context ${context}`);
  const resources = await discover(reader, context, customGroups(rules));
  const objects: Readonly<Record<string, unknown>>[] = [];
  const unread: UnreadKind[] = [];
  const queue = [...resources];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { apiVersion, kind } = next;
      try {
        for (const object of await listAll(reader, next)) objects.push(object);
      } catch (error) {
        if (!(error instanceof ApiRefusal)) throw error;
        // A kind that is served by nobody (an aggregated API that is down) may still have objects.
        unread.push({ apiVersion, kind, cause: error.message });
      }
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  if (unread.length === resources.length) throw nothingReadable(context, unread[0]?.cause ?? "it serves no kind");
  unread.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  progress(`read ${objects.length} objects of ${resources.length - unread.length} kinds`);
  return clusterInput({ name: `cluster:${context}`, objects, unread });
}

const keyOf = ({ apiVersion, kind }: UnreadKind) => `${kind} ${apiVersion}`;

/** Groups of custom resources that the rules name: `Certificate.cert-manager.io`. */
function customGroups(rules: readonly Rule[]): ReadonlySet<string> {
  const types = rules
    .filter(({ metadata }) => metadata.inputs.includes("cluster"))
    .flatMap(({ metadata }) => metadata.resourceTypes);
  return new Set(types.flatMap((type) => (type.includes(".") ? [type.slice(type.indexOf(".") + 1)] : [])));
}

/** Kinds that the API server serves and lets list. */
async function discover(
  reader: KubectlReader,
  context: string,
  custom: ReadonlySet<string>,
): Promise<readonly Resource[]> {
  const isWhole = (group: string) => groups.has(group) || custom.has(group);
  try {
    const list = parsed(await reader.getRaw("/apis"));
    const preferred = members(list, "groups").flatMap((group) => {
      const name = text(group, "name");
      const version = text(record(group, "preferredVersion"), "groupVersion");
      return (isWhole(name) || policyGroups.has(name)) && version !== "" ? [version] : [];
    });
    const served = await Promise.all(
      ["v1", ...preferred].map(async (version) => {
        const path = version === "v1" ? "/api/v1" : `/apis/${version}`;
        return members(parsed(await reader.getRaw(path)), "resources").flatMap((one) => resourceOf(version, one));
      }),
    );
    return served.flat().filter(({ group, kind }) => isWhole(group) || policyTypes.has(`${kind}.${group}`));
  } catch (error) {
    if (error instanceof ApiRefusal) throw nothingReadable(context, error.message);
    throw error;
  }
}

function resourceOf(apiVersion: string, one: unknown): readonly Resource[] {
  const name = text(one, "name");
  const verbs = typeof one === "object" && one !== null && "verbs" in one && Array.isArray(one.verbs) ? one.verbs : [];
  // Parts of objects (`pods/log`) are no kinds of their own.
  if (name.includes("/") || !verbs.includes("list") || passedOver.has(name)) return [];
  const group = apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
  return [{ apiVersion, group, name, kind: text(one, "kind") }];
}

async function listAll(
  reader: KubectlReader,
  resource: Resource,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { apiVersion, kind } = resource;
  const base = apiVersion === "v1" ? "/api/v1" : `/apis/${apiVersion}`;
  const found: Readonly<Record<string, unknown>>[] = [];
  let position = "";
  do {
    const after = position === "" ? "" : `&continue=${encodeURIComponent(position)}`;
    const list = parsed(await reader.getRaw(`${base}/${resource.name}?limit=${pageSize}${after}`));
    // Items of a list leave out what the list already says.
    for (const item of members(list, "items")) found.push({ apiVersion, kind, ...(item as object) });
    position = text(record(list, "metadata"), "continue");
  } while (position !== "");
  return found;
}

function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch (error) {
    throw engineFailed("cluster-answer", "The API server's answer is not JSON.", undefined, error);
  }
}

function record(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function members(value: unknown, key: string): readonly unknown[] {
  const list = record(value, key);
  return Array.isArray(list) ? list : [];
}

function text(value: unknown, key: string): string {
  const found = record(value, key);
  return typeof found === "string" ? found : "";
}

function nothingReadable(context: string, cause: string): UserError {
  return new UserError({
    code: "missing-permission:cluster",
    message: `Nothing of the cluster of the context ${context} may be read: ${cause}`,
    exitCode: exitCodes.toolOrPermissionMissing,
    hint: "Use a context whose user may list the cluster's objects, for instance one with the ClusterRole view.",
  });
}
