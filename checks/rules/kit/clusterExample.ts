/** Objects of examples about a cluster's network, as short as they can be. */
import { indented } from "./podExample";

const head = (
  apiVersion: string,
  kind: string,
  name: string,
  namespace: string | undefined,
) => `apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: ${name}
${namespace === undefined ? "" : `  namespace: ${namespace}\n`}`;

export function networkPolicy(name: string, spec: string, namespace = "registry"): string {
  return `${head("networking.k8s.io/v1", "NetworkPolicy", name, namespace)}spec:\n${indented(spec, 2)}`;
}

/** A policy that closes its namespace in both directions. */
export const closed = networkPolicy("closed", "podSelector: {}\npolicyTypes: [Ingress, Egress]");

export function namespaceObject(name: string, labels = ""): string {
  return `${head("v1", "Namespace", name, undefined)}${labels === "" ? "" : `  labels:\n${indented(labels, 4)}`}`;
}

export function service(name: string, spec: string, annotations = "", namespace = "registry"): string {
  const notes = annotations === "" ? "" : `  annotations:\n${indented(annotations, 4)}`;
  return `${head("v1", "Service", name, namespace)}${notes}spec:\n${indented(spec, 2)}`;
}

export function ingress(name: string, spec: string, annotations = "", namespace = "registry"): string {
  const notes = annotations === "" ? "" : `  annotations:\n${indented(annotations, 4)}`;
  return `${head("networking.k8s.io/v1", "Ingress", name, namespace)}${notes}spec:\n${indented(spec, 2)}`;
}

/** The rules of an Ingress that leads one host to a Service's port 80. */
export function hostRule(host: string, serviceName = "permits", port = "number: 80"): string {
  return `rules:
  - host: ${host}
    http:
      paths:
        - path: /
          pathType: Prefix
          backend:
            service:
              name: ${serviceName}
              port:
                ${port}
`;
}

export function objectOf(
  apiVersion: string,
  kind: string,
  name: string,
  body: string,
  namespace: string | undefined = "registry",
): string {
  return `${head(apiVersion, kind, name, namespace)}${body}`;
}
