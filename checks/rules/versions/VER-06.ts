import catalogue from "../../../catalogue/kubernetes-apis.json";
import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { manifestInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { textAt } from "../kit/kubernetes";
import { yesIf } from "../kit/predicates";
import { versionFrameworks } from "../kit/versionRule";

interface RemovedApi {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  /** First minor version of Kubernetes that does not serve it. */
  readonly removedIn: string;
  /** What is served instead; left out where the kind itself is gone. */
  readonly use?: string;
}

const removed: readonly RemovedApi[] = catalogue.removed;
const kinds = [...new Set(removed.flatMap((one) => one.kinds))].sort();

/** What an API server no longer knows cannot be applied, restored or rolled back. */
export const rule: Rule = {
  metadata: {
    id: "VER-06",
    aliases: [],
    title: "Objects are written in API versions that Kubernetes still serves",
    control: "versions.api",
    severity: "low",
    group: "versions",
    inputs: manifestInputs,
    resourceTypes: kinds,
    rationale:
      "An object in an API version that is gone is refused after the cluster's next upgrade: then a release, a rollback or a restore fails, at the moment when it is needed.",
    remediation:
      "Set apiVersion to the version that took its place (apps/v1, batch/v1, networking.k8s.io/v1, policy/v1, autoscaling/v2), and change the fields that the new version spells otherwise; replace PodSecurityPolicy by Pod Security's labels.",
    parameters: {
      kubernetesVersion: {
        description: "Minor version of Kubernetes that objects are meant for, for instance 1.24",
        default: "1.34",
      },
    },
    checks: [
      {
        id: "VER-06.extensions",
        title: "No object is of the group extensions, which is gone as a whole",
        severity: "low",
        equivalents: { trivy: ["KSV-0107"], kubelinter: ["no-extensions-v1beta"] },
      },
      {
        id: "VER-06.served",
        title: "The object's API version is served",
        severity: "low",
        equivalents: { trivy: ["KSV-0107"] },
      },
    ],
    frameworks: versionFrameworks,
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const apiVersion = textAt(node, "apiVersion");
    if (apiVersion === undefined) return [];
    const gone = removed.find((one) => one.apiVersion === apiVersion && one.kinds.includes(node.type));
    const isServed = !gone || minorOf(gone.removedIn) > minorOf(String(context.parameter("kubernetesVersion")));
    const check = apiVersion.startsWith("extensions/") ? "VER-06.extensions" : "VER-06.served";
    return [
      verdict(
        yesIf(isServed),
        { path: "apiVersion", expected: gone?.use ?? "an API version that is served", actual: apiVersion },
        {
          check,
          fails: `Kubernetes ${gone?.removedIn} and later do not serve ${node.type} of ${apiVersion}`,
          passes: "The API version is served",
        },
      ),
    ];
  },
};

function minorOf(version: string): number {
  return Number(/^v?1\.(\d+)/.exec(version)?.[1] ?? Number.NaN);
}
