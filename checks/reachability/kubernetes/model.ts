/** A cluster's network as classes of pods, guarded by policies, with relays for all that lets traffic in. */
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { textAt } from "../../rules/kit/kubernetes";
import { keyOf } from "../aws/read";
import { everywhere, internet, ofFamily } from "../core/addresses";
import type {
  Conduit,
  Direction,
  EndClass,
  Permit,
  Placement,
  Relay,
  RelayTarget,
  Stage,
  Standing,
} from "../core/model";
import { Reachability } from "../core/search";
import { anything, type Flow, tcp } from "../core/traffic";
import { Namespaces, type PodFacts, type Workload, workloadsOf } from "./pods";
import { Policies } from "./policies";
import {
  allowedRanges,
  annotationOf,
  atPod,
  type Backend,
  backendsOfIngress,
  backendsOfRoute,
  gatewaysOf,
  isBehind,
  isInternalBalancer,
  listenersOf,
  nodePortFlow,
  routeTypes,
  type ServiceFacts,
  type ServicePort,
  serviceOf,
} from "./services";

type EntryKind = "balancer" | "node-port" | "ingress" | "route" | "host-port";

/** Something by which traffic from outside comes to pods. */
interface Entry {
  readonly node: ResourceNode;
  readonly kind: EntryKind;
  readonly end: EndClass;
}

export interface PodEnd extends Workload {
  readonly end: EndClass;
}

export interface KubernetesNetwork {
  readonly reachability: Reachability;
  readonly internet: EndClass;
  /** Whoever is near the cluster: its nodes' network and what is joined to it. */
  readonly surroundings: EndClass;
  /** A pod of which nothing is known but that it stands in some other namespace without telling labels. */
  readonly stranger: EndClass;
  readonly workloads: readonly PodEnd[];
  readonly entries: readonly Entry[];
  readonly services: readonly ServiceFacts[];
  readonly policies: Policies;
  of(node: ResourceNode): PodEnd | undefined;
}

const internetPlace = "internet";
const surroundingsPlace = "surroundings";
const clusterPlace = "cluster";
const nodesPlace = "nodes";

const outsideNodes = "whether nodes have public addresses, and what their firewall lets in, is not in the inputs";

export function kubernetesNetwork(graph: ResourceGraph): KubernetesNetwork {
  return new Builder(graph).build();
}

function outsider(id: string, place: string, addresses = everywhere): EndClass {
  return { id, outside: true, placements: [{ place, addresses }], spread: "each", guard: () => [] };
}

class Builder {
  private readonly facts = new Map<EndClass, PodFacts>();
  private readonly classes = new Map<string, EndClass>();
  private readonly policies: Policies;
  private readonly workloads: readonly PodEnd[];
  private readonly services: readonly ServiceFacts[];
  private readonly byService = new Map<string, ServiceFacts>();
  private readonly entries: Entry[] = [];
  private readonly relays: Relay[] = [];
  /** Whoever a target sees when a node or a cloud's balancer passes packets on: some address, and no pod. */
  private readonly nodeAddress: EndClass = {
    id: "a node",
    outside: false,
    // Which one is not known; a range of all IPv4 addresses takes it in.
    placements: [{ place: clusterPlace, addresses: ofFamily(everywhere, 4) }],
    spread: "each",
    guard: () => [],
  };
  private readonly controller: EndClass;

  constructor(private readonly graph: ResourceGraph) {
    const namespaces = new Namespaces(graph);
    this.policies = new Policies(graph);
    this.workloads = workloadsOf(graph, namespaces).map((workload) => ({
      ...workload,
      end: this.classOf(workload.facts),
    }));
    this.services = graph.ofType("Service").map(serviceOf);
    for (const service of this.services) this.byService.set(`${service.namespace}/${service.name}`, service);
    this.controller = this.controllerClass();
  }

  build(): KubernetesNetwork {
    for (const service of this.services) this.addService(service);
    for (const node of this.graph.ofType("Ingress")) this.addIngress(node);
    for (const node of this.graph.ofType(...routeTypes)) this.addRoute(node);
    for (const workload of this.workloads) this.addHostPorts(workload);
    const byNode = new Map(this.workloads.map((workload) => [keyOf(workload.node), workload]));
    const places = [internetPlace, surroundingsPlace, clusterPlace, nodesPlace].map((id) => ({ id, transit: false }));
    return {
      reachability: new Reachability({ places, conduits, relays: this.relays }),
      internet: outsider("the internet", internetPlace, internet),
      surroundings: outsider("the surroundings", surroundingsPlace),
      stranger: this.classOf(strangerFacts),
      workloads: this.workloads,
      entries: this.entries,
      services: this.services,
      policies: this.policies,
      of: (node) => byNode.get(keyOf(node)),
    };
  }

  private classOf(facts: PodFacts): EndClass {
    const key = keyOfFacts(facts);
    const known = this.classes.get(key);
    if (known) return known;
    const placements: Placement[] = [{ place: clusterPlace, addresses: undefined }];
    if (facts.hostNetwork !== "no") placements.push({ place: nodesPlace, addresses: undefined });
    const end: EndClass = {
      id: key,
      outside: false,
      placements,
      spread: "each",
      guard: (direction, _self, remote) => this.guard(facts, direction, remote),
    };
    this.facts.set(end, facts);
    this.classes.set(key, end);
    return end;
  }

  private guard(facts: PodFacts, direction: Direction, remote: Standing): readonly Stage[] {
    const other = this.facts.get(remote.end);
    const on = direction === "in" ? "source" : "destination";
    const target = direction === "in" ? facts : other;
    const meshed = direction === "in" ? this.policies.meshPermits(facts, other) : undefined;
    return [
      { on, permits: this.policies.permits(facts, direction, other, target) },
      ...(meshed ? [{ on, permits: meshed } as const] : []),
    ];
  }

  /** Pods of an ingress controller: those of the inputs, if they are of one kind, else pods that nobody sees. */
  private controllerClass(): EndClass {
    const found = new Set(this.workloads.filter(isController).map((workload) => workload.end));
    const [only] = found;
    return only && found.size === 1 ? only : this.classOf(unseenController);
  }

  private entry(node: ResourceNode, kind: EntryKind, places: readonly string[]): EndClass {
    const placements = places.map((place) => ({ place, addresses: undefined }));
    const end: EndClass = { id: `${kind} ${keyOf(node)}`, outside: false, placements, spread: "each", guard: () => [] };
    if (!this.entries.some((one) => one.node === node && one.kind === kind)) this.entries.push({ node, kind, end });
    return end;
  }

  private addService(service: ServiceFacts): void {
    const { node, type } = service;
    if (type !== "LoadBalancer" && type !== "NodePort") return;
    const local = textAt(node, "spec.externalTrafficPolicy") === "Local";
    const as = local ? outsider(`callers of ${keyOf(node)}`, clusterPlace, internet) : this.nodeAddress;
    const targets = (port: ServicePort) => this.targetsOf(service, port, as);
    if (type === "LoadBalancer") {
      const internal = isInternalBalancer(node);
      const remote = allowedRanges(node);
      const at = this.entry(
        node,
        "balancer",
        internal === "yes" ? [surroundingsPlace] : [internetPlace, surroundingsPlace],
      );
      for (const port of service.ports) {
        const flow: Flow = {
          ...(port.port === undefined ? anything : tcp(port.port)),
          protocols: port.protocols,
          remote,
        };
        const listens: Permit =
          internal === "unknown"
            ? { flow, sure: false, by: [node.address], cause: "its annotations are not known" }
            : { flow, sure: true, by: [node.address] };
        this.relays.push({ at, listens: [listens], targets: targets(port) });
      }
      return;
    }
    const near = this.entry(node, "node-port", [surroundingsPlace]);
    const far: EndClass = {
      ...near,
      id: `${near.id} from afar`,
      placements: [{ place: internetPlace, addresses: undefined }],
    };
    for (const port of service.ports) {
      const flow = nodePortFlow(port);
      this.relays.push({ at: near, listens: [{ flow, sure: true, by: [node.address] }], targets: targets(port) });
      this.relays.push({
        at: far,
        listens: [{ flow, sure: false, by: [node.address], cause: outsideNodes }],
        targets: targets(port),
      });
    }
  }

  private targetsOf(service: ServiceFacts, port: ServicePort, as: EndClass): readonly RelayTarget[] {
    return this.workloads.flatMap((workload) => {
      const answer = isBehind(service, workload);
      if (answer === "no") return [];
      const cause = `it is not known whether ${service.node.address} selects the pods`;
      return atPod(port, workload).map((flow): RelayTarget => {
        const by = [service.node.address];
        const sure = answer === "yes" && port.target !== undefined;
        return { to: workload.end, as, permit: sure ? { flow, sure, by } : { flow, sure, by, cause } };
      });
    });
  }

  private backendTargets(backends: readonly Backend[], as: EndClass): readonly RelayTarget[] {
    return backends.flatMap((backend) => {
      const service = this.byService.get(`${backend.namespace}/${backend.service}`);
      const ports = (service?.ports ?? []).filter(
        (port) => backend.port === undefined || port.port === backend.port || port.name === backend.port,
      );
      return service ? ports.flatMap((port) => this.targetsOf(service, port, as)) : [];
    });
  }

  private addIngress(node: ResourceNode): void {
    const byCloud = isAlb(node);
    const scheme = annotationOf(node, "alb.ingress.kubernetes.io/scheme");
    const isInternal = byCloud && scheme !== "internet-facing";
    const at = this.entry(node, "ingress", isInternal ? [surroundingsPlace] : [internetPlace, surroundingsPlace]);
    const listens = [80, 443].map((port): Permit => ({ flow: tcp(port), sure: true, by: [node.address] }));
    const targets = this.backendTargets(backendsOfIngress(node), byCloud ? this.nodeAddress : this.controller);
    this.relays.push({ at, listens, targets });
  }

  private addRoute(node: ResourceNode): void {
    const gateways = gatewaysOf(this.graph, node);
    const at = this.entry(node, "route", [internetPlace, surroundingsPlace]);
    const by = [...gateways.map((gateway) => gateway.address), node.address];
    const stated = gateways.flatMap(listenersOf);
    const flows = stated.length > 0 ? stated : [tcp(80), tcp(443)];
    const listens = flows.map((flow): Permit => ({ flow, sure: true, by }));
    this.relays.push({ at, listens, targets: this.backendTargets(backendsOfRoute(node), this.controller) });
  }

  /** Past every Service: the node's address with the port leads to the pod. */
  private addHostPorts({ node, end, facts }: PodEnd): void {
    const opened = facts.ports.filter((port) => port.hostPort !== undefined);
    if (opened.length === 0 || facts.hostNetwork === "yes") return;
    const near = this.entry(node, "host-port", [surroundingsPlace]);
    const far: EndClass = {
      ...near,
      id: `${near.id} from afar`,
      placements: [{ place: internetPlace, addresses: undefined }],
    };
    const as = outsider(`callers of ${keyOf(node)}`, clusterPlace);
    for (const { flow, hostPort = 0 } of opened) {
      const targets = [{ to: end, as, permit: { flow, sure: true, by: [] } }];
      const listening = { ...flow, from: hostPort, to: hostPort };
      this.relays.push({ at: near, listens: [{ flow: listening, sure: true, by: [node.address] }], targets });
      this.relays.push({
        at: far,
        listens: [{ flow: listening, sure: false, by: [node.address], cause: outsideNodes }],
        targets,
      });
    }
  }
}

/** Pods with the same key are the same for every policy and Service. */
function keyOfFacts(facts: PodFacts): string {
  const sorted = (labels: PodFacts["own"]["labels"]) =>
    labels === undefined ? null : Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  const ports = facts.ports.map(({ name, flow, hostPort }) =>
    JSON.stringify([name ?? null, flow.protocols, flow.from, hostPort ?? null]),
  );
  return JSON.stringify([
    facts.namespace ?? null,
    [sorted(facts.namespaceLabels.labels), facts.namespaceLabels.complete],
    [sorted(facts.own.labels), facts.own.complete],
    facts.hostNetwork,
    facts.account ?? null,
    ports.sort(),
  ]);
}

/** Pods go out by their node; what comes to a node's own network comes to pods that share it. */
const conduits: readonly Conduit[] = [
  { from: clusterPlace, to: internetPlace, stages: () => [] },
  { from: clusterPlace, to: surroundingsPlace, stages: () => [] },
  { from: nodesPlace, to: internetPlace, stages: () => [] },
  { from: surroundingsPlace, to: nodesPlace, stages: () => [] },
  {
    from: internetPlace,
    to: nodesPlace,
    stages: () => [{ on: "source", permits: [{ flow: anything, sure: false, by: [], cause: outsideNodes }] }],
  },
];

const none = { labels: {}, complete: true } as const;

const strangerFacts: PodFacts = {
  namespace: "\u0000some other namespace",
  namespaceLabels: { labels: { "kubernetes.io/metadata.name": "\u0000some other namespace" }, complete: true },
  own: none,
  hostNetwork: "no",
  account: undefined,
  ports: [],
};

const unseenController: PodFacts = {
  namespace: undefined,
  namespaceLabels: { labels: {}, complete: false },
  own: { labels: {}, complete: false },
  hostNetwork: "no",
  account: undefined,
  ports: [],
};

const controllerImage =
  /(^|\/)(nginx-ingress|ingress-nginx|ingress-nginx-controller|controller|traefik|haproxy-ingress|kubernetes-ingress|contour|envoy|kong|apisix|emissary|ambassador|proxyv2|nginx-kubernetes-gateway)(:|@|$)/;

function isController({ pod }: Workload): boolean {
  return pod.containers.some(({ kind, view }) => {
    const image = view.get("image");
    if (kind !== "containers" || image.kind !== "known" || typeof image.value !== "string") return false;
    return (
      controllerImage.test(image.value) &&
      (!/(^|\/)controller[:@]/.test(image.value) || image.value.includes("ingress"))
    );
  });
}

/** The AWS Load Balancer Controller makes a balancer of the cloud, which sends to pods or nodes itself. */
export function isAlb(ingress: ResourceNode): boolean {
  const name = textAt(ingress, "spec.ingressClassName") ?? annotationOf(ingress, "kubernetes.io/ingress.class");
  return name === "alb";
}
