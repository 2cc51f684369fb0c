/** Objects of a live cluster as an input. Whoever has a connection reads them; this module only takes them over. */
import { sha256 } from "../../common/hash";
import { isRecord } from "../graph/cursor";
import { kubernetesType } from "../graph/kubernetesTypes";
import type { ParsedInput } from "./model";

export interface ClusterObjects {
  /** What the report calls the input, for instance `cluster:production`. */
  readonly name: string;
  /** As the API server answers them, each with its apiVersion and kind. */
  readonly objects: readonly Readonly<Record<string, unknown>>[];
  readonly unread: readonly UnreadKind[];
}

/** A kind that the user may not list, or whose list could not be had. */
export interface UnreadKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly cause: string;
}

/** Where kubectl keeps a copy of what it applied: as large as the object, with whatever it held. */
const copy = "kubectl.kubernetes.io/last-applied-configuration";

/**
 * An input of kind `cluster`. Its hash is that of the objects in the order of their addresses, so that it does not
 * depend on the order in which they were read.
 */
export function clusterInput({ name, objects, unread }: ClusterObjects): ParsedInput {
  const bodies = objects.map(withoutBookkeeping);
  const hashes = bodies.map((body) => sha256(JSON.stringify(body))).sort();
  return {
    path: name,
    kind: "cluster",
    stack: null,
    sha256: sha256(hashes.join("\n")),
    links: {},
    objects: bodies.map((body) => ({ body, file: name, lineOf: () => undefined })),
    unread: unread.map(({ apiVersion, kind, cause }) => ({ type: kubernetesType(apiVersion, kind), cause })),
    notes: unread.map(({ apiVersion, kind, cause }) => ({
      kind: "unread-type",
      message: `${kind} (${apiVersion}) was not read: ${cause}`,
      source: { file: name },
    })),
  };
}

/** Who wrote which field is half of what an API server answers, and nothing that a rule asks about. */
function withoutBookkeeping(object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { metadata } = object;
  if (!isRecord(metadata)) return object;
  const { managedFields: _managed, annotations, ...kept } = metadata;
  if (!isRecord(annotations)) return { ...object, metadata: kept };
  const own = Object.fromEntries(Object.entries(annotations).filter(([key]) => key !== copy));
  return { ...object, metadata: { ...kept, annotations: own } };
}
