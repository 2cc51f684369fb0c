import { stringify } from "yaml";
import { servicesNamespace } from "./installation";

/**
 * The namespace of the services, with Pod Security's strictest level. It is no part of a chart: helm keeps its records
 * of a release in the release's namespace, which has to be there first.
 */
export function namespaceManifest(): string {
  return stringify({
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name: servicesNamespace,
      labels: {
        "app.kubernetes.io/part-of": "digit",
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/enforce-version": "latest",
        "pod-security.kubernetes.io/audit": "restricted",
        "pod-security.kubernetes.io/warn": "restricted",
      },
    },
  });
}
