/** What expressions on pods start from, in CEL too: the same text finds the pod in a file and in a request. */
import { valueOr } from "./text";

export interface AdmissionVariable {
  readonly name: string;
  readonly expression: string;
}

const template = "object.spec.template";

/** Kinds differ in where they keep the pod; `dyn` because no kind has all of these places. */
const spec = [
  'object.kind == "Pod" ? dyn(object.spec)',
  'object.kind == "PodTemplate" ? dyn(object.template.spec)',
  'object.kind == "CronJob" ? dyn(object.spec.jobTemplate.spec.template.spec)',
  `dyn(${template}.spec)`,
].join(" : ");
const annotations = [
  `object.kind == "Pod" ? dyn(${valueOr("object", "metadata.annotations", "{}")})`,
  `object.kind == "PodTemplate" ? dyn(${valueOr("object", "template.metadata.annotations", "{}")})`,
  `object.kind == "CronJob" ? dyn(${valueOr("object", "spec.jobTemplate.spec.template.metadata.annotations", "{}")})`,
  `dyn(${valueOr("object", "spec.template.metadata.annotations", "{}")})`,
].join(" : ");
const lists = ["containers", "initContainers", "ephemeralContainers"];

/** In an order in which each needs only those before it. */
export const admissionVariables: readonly AdmissionVariable[] = [
  { name: "pod", expression: spec },
  { name: "annotations", expression: annotations },
  { name: "containers", expression: lists.map((list) => valueOr("variables.pod", list, "[]")).join(" + ") },
  { name: "volumes", expression: valueOr("variables.pod", "volumes", "[]") },
  { name: "linux", expression: `${valueOr("variables.pod", "os.name", '"linux"')} != "windows"` },
];
