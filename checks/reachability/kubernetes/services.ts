/** How traffic from outside enters a cluster: Services, Ingresses and routes of the Gateway API, down to pods' ports. */
import type { BlockView, ResourceGraph, ResourceNode } from "../../graph/graph";
import { namespaceOf, textAt } from "../../rules/kit/kubernetes";
import { fitsLabels } from "../../rules/kit/labelSelector";
import { type Answer, every } from "../../rules/kit/predicates";
import { addressesOf, everywhere } from "../core/addresses";
import type { Permit } from "../core/model";
import { anything, type Flow, lastPort, tcp } from "../core/traffic";
import { numberAt, protocolAt, type Workload } from "./pods";

/** A port of a Service with the pods' port behind it. */
export interface ServicePort {
  readonly name: string | undefined;
  readonly port: number | undefined;
  readonly nodePort: number | undefined;
  readonly protocols: number;
  /** Number or name of the pods' port. */
  readonly target: number | string | undefined;
}

export interface ServiceFacts {
  readonly node: ResourceNode;
  readonly namespace: string;
  readonly name: string;
  readonly type: string;
  readonly ports: readonly ServicePort[];
}

export function serviceOf(node: ResourceNode): ServiceFacts {
  return {
    node,
    namespace: namespaceOf(node),
    name: textAt(node, "metadata.name") ?? "",
    type: textAt(node, "spec.type") ?? "ClusterIP",
    ports: node.blocks("spec.ports").items.map(portOf),
  };
}

function portOf(view: BlockView): ServicePort {
  const name = view.get("name");
  const target = view.get("targetPort");
  const number = numberAt(view, "targetPort");
  const named = target.kind === "known" && typeof target.value === "string" ? target.value : undefined;
  return {
    name: name.kind === "known" ? String(name.value) : undefined,
    port: numberAt(view, "port"),
    nodePort: numberAt(view, "nodePort"),
    protocols: protocolAt(view),
    target: number ?? named ?? (target.kind === "absent" ? numberAt(view, "port") : undefined),
  };
}

/** Whether the Service's selector means the workload's pods. A Service without one has its endpoints from elsewhere. */
export function isBehind(service: ServiceFacts, { facts }: Workload): Answer {
  if (service.namespace !== facts.namespace) return "no";
  const selector = service.node.get("spec.selector");
  if (selector.kind === "absent") return "no";
  if (selector.kind === "unknown") return "unknown";
  return every(fitsLabels(selector.value, facts.own.labels, facts.own.complete));
}

/** Traffic at the pod that a port of the Service leads to. */
export function atPod({ target, protocols }: ServicePort, { facts }: Workload): readonly Flow[] {
  if (typeof target === "number") return [{ ...tcp(target), protocols }];
  if (target === undefined) return [{ ...anything, protocols }];
  return facts.ports
    .filter((port) => port.name === target && (port.flow.protocols & protocols) !== 0)
    .map((port) => port.flow);
}

/** Annotations by which clouds are asked for a balancer inside the network. */
const internalAnnotations: readonly (readonly [annotation: string, value: RegExp])[] = [
  ["service.beta.kubernetes.io/aws-load-balancer-internal", /^(?!false$)/],
  ["service.beta.kubernetes.io/aws-load-balancer-scheme", /^internal$/],
  ["service.beta.kubernetes.io/azure-load-balancer-internal", /^true$/],
  ["networking.gke.io/load-balancer-type", /^internal$/i],
  ["cloud.google.com/load-balancer-type", /^internal$/i],
  ["service.beta.kubernetes.io/openstack-internal-load-balancer", /^true$/],
  ["service.beta.kubernetes.io/oci-load-balancer-internal", /^true$/],
  ["oci-network-load-balancer.oraclecloud.com/internal", /^true$/],
  ["service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", /^intranet$/],
  ["service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", /^private$/],
];

export function annotationOf(node: ResourceNode, name: string): string | undefined {
  const reading = node.get(`metadata.annotations["${name}"]`);
  return reading.kind === "known" ? String(reading.value) : undefined;
}

const awsScheme = "service.beta.kubernetes.io/aws-load-balancer-scheme";

/** Whether a Service of type LoadBalancer asks for a balancer that only the network around the cluster reaches. */
export function isInternalBalancer(node: ResourceNode): Answer {
  if (node.get("metadata.annotations").kind === "unknown") return "unknown";
  if (
    internalAnnotations.some(
      ([name, value]) => value.test(annotationOf(node, name) ?? "\u0000") && annotationOf(node, name) !== undefined,
    )
  )
    return "yes";
  if (annotationOf(node, awsScheme) === "internet-facing") return "no";
  // The AWS Load Balancer Controller, unlike Kubernetes' own code, makes internal balancers unless told otherwise.
  const type = annotationOf(node, "service.beta.kubernetes.io/aws-load-balancer-type") ?? "";
  const isController =
    textAt(node, "spec.loadBalancerClass") === "service.k8s.aws/nlb" || /^(external|nlb-ip)$/.test(type);
  return isController ? "yes" : "no";
}

/** Ranges that may use a balancer; without any, everybody. */
export function allowedRanges(node: ResourceNode): Permit["flow"]["remote"] {
  const stated = node.get("spec.loadBalancerSourceRanges");
  const items = stated.kind === "known" ? [stated.value].flat() : [];
  const ranges = items.filter((item): item is string => typeof item === "string");
  return ranges.length === 0 ? everywhere : addressesOf(ranges);
}

/** A Service that an Ingress or a route names, by port number or name; no port means any. */
export interface Backend {
  readonly namespace: string;
  readonly service: string;
  readonly port: number | string | undefined;
  /** Where it is named. */
  readonly path: string;
}

/** Backends of an Ingress, in today's form and in that of `extensions/v1beta1`. */
export function backendsOfIngress(node: ResourceNode): readonly Backend[] {
  const namespace = namespaceOf(node);
  const views = [
    ...node.blocks("spec.defaultBackend").items,
    ...node.blocks("spec.backend").items,
    ...node
      .blocks("spec.rules")
      .items.flatMap((rule) => rule.blocks("http.paths").items.flatMap((path) => path.blocks("backend").items)),
  ];
  return views.flatMap((view): readonly Backend[] => {
    const path = view.path.replace(/(defaultBackend|backend)\[0\]$/, "$1");
    const modern = view.get("service.name");
    if (modern.kind === "known") {
      const port = numberAt(view, "service.port.number") ?? textOf(view, "service.port.name");
      return [{ namespace, service: String(modern.value), port, path: `${path}.service.name` }];
    }
    const old = view.get("serviceName");
    if (old.kind !== "known") return [];
    const port = numberAt(view, "servicePort") ?? textOf(view, "servicePort");
    return [{ namespace, service: String(old.value), port, path: `${path}.serviceName` }];
  });
}

function textOf(view: BlockView, path: string): string | undefined {
  const reading = view.get(path);
  return reading.kind === "known" && typeof reading.value === "string" ? reading.value : undefined;
}

export const routeTypes = [
  "HTTPRoute.gateway.networking.k8s.io",
  "GRPCRoute.gateway.networking.k8s.io",
  "TLSRoute.gateway.networking.k8s.io",
  "TCPRoute.gateway.networking.k8s.io",
  "UDPRoute.gateway.networking.k8s.io",
] as const;
export const gatewayType = "Gateway.gateway.networking.k8s.io";

export function backendsOfRoute(node: ResourceNode): readonly Backend[] {
  const own = namespaceOf(node);
  return node.blocks("spec.rules").items.flatMap((rule) =>
    rule.blocks("backendRefs").items.flatMap((ref): readonly Backend[] => {
      const [kind, group, name] = ["kind", "group", "name"].map((path) => textOf(ref, path));
      if ((kind !== undefined && kind !== "Service") || group !== undefined || name === undefined) return [];
      return [
        {
          namespace: textOf(ref, "namespace") ?? own,
          service: name,
          port: numberAt(ref, "port"),
          path: `${ref.path}.name`,
        },
      ];
    }),
  );
}

/** Gateways of the inputs that a route hangs on, and whether there are others. */
export function gatewaysOf(graph: ResourceGraph, route: ResourceNode): readonly ResourceNode[] {
  const own = namespaceOf(route);
  return route.blocks("spec.parentRefs").items.flatMap((ref) => {
    const [name, namespace = own] = [textOf(ref, "name"), textOf(ref, "namespace")];
    return graph
      .ofType(gatewayType)
      .filter((one) => textAt(one, "metadata.name") === name && namespaceOf(one) === namespace);
  });
}

/** Ports of a Gateway's listeners. */
export function listenersOf(gateway: ResourceNode): readonly Flow[] {
  return gateway.blocks("spec.listeners").items.flatMap((listener) => {
    const port = numberAt(listener, "port");
    const protocol = textOf(listener, "protocol");
    const protocols = protocol === "UDP" ? 2 : 1;
    return [port === undefined ? { ...anything, protocols } : { ...tcp(port), protocols }];
  });
}

/** Node ports that Kubernetes hands out unless configured otherwise. */
const nodePorts = { from: 30000, to: 32767 } as const;

export function nodePortFlow({ nodePort, protocols }: ServicePort): Flow {
  return nodePort === undefined || nodePort > lastPort
    ? { ...anything, protocols, ...nodePorts }
    : { ...tcp(nodePort), protocols };
}
