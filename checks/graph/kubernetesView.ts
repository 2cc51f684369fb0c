/** Kubernetes objects inside Terraform resources: rules on manifests judge them without knowing of it. */
import { emptyRecord, isHole, isObject, isTemplate } from "../expression/datum";
import { readYamlManifest } from "../inputs/manifest";
import type { SourceLocation } from "../model";
import type { Datum, References, ResourceNode } from "./graph";
import { apiObjectOf, kindOfTerraform, terraformPath } from "./kubernetesNames";
import { isSecretOfObject } from "./kubernetesSecrets";
import { kubernetesType } from "./kubernetesTypes";
import { ObjectNode } from "./objectNode";
import { joinPath, parsePath } from "./path";

/** Kinds that are in no namespace; the provider puts all others into `default` where none is stated. */
const clusterWide: ReadonlySet<string> = new Set([
  "CSIDriver",
  "ClusterRole",
  "ClusterRoleBinding",
  "IngressClass",
  "MutatingWebhookConfiguration",
  "Namespace",
  "PersistentVolume",
  "PodSecurityPolicy",
  "StorageClass",
  "ValidatingWebhookConfiguration",
]);

/** Objects that a resource makes; none for resources of other providers. */
export function kubernetesViews(node: ResourceNode): readonly ResourceNode[] {
  if (node.mode !== "managed" || !/^kube(?:rnetes|ctl)_/.test(node.writtenType)) return [];
  const kind = kindOfTerraform(node.writtenType);
  if (kind !== undefined) return [new KubernetesView(node, kind, () => typedBody(node, kind), terraformPath)];
  if (node.writtenType === "kubernetes_manifest") return writtenObject(node);
  return node.writtenType === "kubectl_manifest" ? objectsOfText(node) : [];
}

function typedBody(node: ResourceNode, kind: string): Datum {
  const reading = node.get("");
  const body = reading.kind === "known" && isObject(reading.value) ? apiObjectOf(reading.value) : emptyRecord();
  const { metadata } = body;
  if (clusterWide.has(kind) || !isObject(metadata) || Object.hasOwn(metadata, "namespace")) return body;
  return { ...body, metadata: { ...metadata, namespace: "default" } };
}

/** `manifest` holds an object in the API's own words. */
function writtenObject(node: ResourceNode): readonly ResourceNode[] {
  const reading = node.get("manifest");
  if (reading.kind !== "known" || !isObject(reading.value)) return [];
  const { value } = reading;
  if (typeof value.kind !== "string") return [];
  const type = kubernetesType(value.apiVersion, value.kind);
  return [
    new KubernetesView(
      node,
      type,
      () => value,
      (path) => joinPath("manifest", path),
    ),
  ];
}

/** `yaml_body` holds a text, which is read where all of it is known. */
function objectsOfText(node: ResourceNode): readonly ResourceNode[] {
  const reading = node.get("yaml_body");
  if (reading.kind !== "known" || typeof reading.value !== "string") return [];
  return readYamlManifest(reading.value, node.address).objects.map(({ body }) => {
    const type = kubernetesType(body.apiVersion, String(body.kind));
    return new KubernetesView(
      node,
      type,
      () => body as Datum,
      (path) => joinPath("yaml_body", path),
    );
  });
}

class KubernetesView extends ObjectNode {
  readonly address: string;
  readonly writtenType: string;
  readonly reportedType: string;
  private made: Datum | undefined;

  constructor(
    private readonly node: ResourceNode,
    readonly type: string,
    private readonly make: () => Datum,
    private readonly spelled: (path: string, type: string) => string,
  ) {
    super(node.input, node.stack);
    this.address = node.address;
    this.writtenType = node.writtenType;
    this.reportedType = node.type;
  }

  get source(): SourceLocation {
    return this.node.source;
  }

  protected get content(): Datum {
    this.made ??= this.make();
    return this.made;
  }

  pathAsWritten(path: string): string {
    return path === "" ? path : this.spelled(path, this.type);
  }

  override references(path: string): References {
    return this.node.references(this.pathAsWritten(path));
  }

  sensitive(path: string): boolean {
    const plain = (datum: Datum | undefined): unknown => (isHole(datum) || isTemplate(datum) ? undefined : datum);
    return (
      this.node.sensitive(this.pathAsWritten(path)) ||
      isSecretOfObject(this.type, parsePath(path), (steps) => plain(this.valueAt(steps)))
    );
  }
}
