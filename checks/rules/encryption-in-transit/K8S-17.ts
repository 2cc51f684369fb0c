import type { ResourceNode } from "../../graph/graph";
import { annotationOf } from "../../reachability/kubernetes/services";
import type { CheckResult, Rule } from "../../rule";
import { isList, isObject } from "../kit/datum";
import { frameworks, manifestInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { textAt } from "../kit/kubernetes";
import { type Answer, numberOf, yesIf } from "../kit/predicates";

const certificate = "alb.ingress.kubernetes.io/certificate-arn";
const balancerCertificate = "service.beta.kubernetes.io/aws-load-balancer-ssl-cert";
const balancerAnnotation = /^service\.beta\.kubernetes\.io\/aws-load-balancer-/;

/** Whatever enters a cluster from outside comes over TLS. */
export const rule: Rule = {
  metadata: {
    id: "K8S-17",
    aliases: [],
    title: "Ingresses and load balancers of the cluster speak TLS",
    control: "encryption-in-transit.ingress",
    severity: "high",
    group: "encryption-in-transit",
    inputs: manifestInputs,
    resourceTypes: ["Ingress", "Service"],
    rationale:
      "An Ingress without a certificate takes logins and citizens' records in the clear, or with a certificate that no browser trusts and every user learns to click away.",
    remediation:
      "Set spec.tls with a secretName and all hosts of spec.rules (or alb.ingress.kubernetes.io/certificate-arn); on a load balancer of AWS that listens on 443 set service.beta.kubernetes.io/aws-load-balancer-ssl-cert.",
    parameters: {},
    checks: [
      { id: "K8S-17.tls", title: "The Ingress has TLS", severity: "high", equivalents: { kubescape: ["C-0263"] } },
      { id: "K8S-17.hosts", title: "TLS covers every host of the Ingress", severity: "high", equivalents: {} },
      {
        id: "K8S-17.load-balancer",
        title: "A load balancer of AWS on port 443 has a certificate",
        severity: "high",
        equivalents: { kubescape: ["C-0231"] },
      },
    ],
    frameworks: frameworks({
      cisEks: ["5.4.5"],
      nist: ["SC-8(1)"],
      iso: ["A.8.24"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption"],
    }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    return node.type === "Ingress" ? judgeIngress(node) : judgeService(node);
  },
};

function judgeIngress(node: ResourceNode): readonly CheckResult[] {
  const reading = node.get("spec.tls");
  const byCloud = annotationOf(node, certificate) !== undefined;
  const has: Answer = byCloud ? "yes" : reading.kind === "unknown" ? "unknown" : yesIf(reading.kind !== "absent");
  const tls = verdict(
    has,
    {
      path: "spec.tls",
      expected: "a certificate",
      actual: null,
      reason: reading.kind === "unknown" ? reading.cause : undefined,
    },
    {
      check: "K8S-17.tls",
      fails: "The Ingress has no TLS, so that it is served in the clear",
      passes: "The Ingress has TLS",
    },
  );
  return byCloud || has !== "yes" ? [tls] : [tls, ...judgeHosts(node)];
}

/** A section without hosts is for all of them; a host with a star stands for one label. */
function judgeHosts(node: ResourceNode): readonly CheckResult[] {
  const sections = node.blocks("spec.tls").items.map((section) => section.get("hosts"));
  if (sections.some((hosts) => hosts.kind === "absent")) return [];
  const unknown = sections.find((hosts) => hosts.kind === "unknown");
  const covered = sections.flatMap((hosts) => (hosts.kind === "known" ? [hosts.value].flat() : []));
  const rules = node.blocks("spec.rules").items;
  const bare = rules.flatMap((rule) => {
    const host = rule.get("host");
    if (host.kind !== "known" || typeof host.value !== "string") return [];
    const name = host.value;
    return covered.some((one) => typeof one === "string" && coversHost(one, name)) ? [] : [{ rule, name }];
  });
  if (rules.every((rule) => rule.get("host").kind !== "known")) return [];
  const answer: Answer =
    bare.length === 0 ? "yes" : unknown || covered.some((one) => typeof one !== "string") ? "unknown" : "no";
  const [first] = bare;
  return [
    verdict(
      answer,
      {
        path: first ? `${first.rule.path}.host` : "spec.tls",
        expected: "a host of spec.tls",
        actual: bare.map(({ name }) => name),
        reason: unknown?.kind === "unknown" ? unknown.cause : "hosts of spec.tls are not rendered yet",
      },
      {
        check: "K8S-17.hosts",
        fails: `No section of spec.tls is for ${bare.map(({ name }) => name).join(", ")}`,
        passes: "TLS covers every host",
      },
    ),
  ];
}

function coversHost(certified: string, host: string): boolean {
  const [pattern, name] = [certified.toLowerCase(), host.toLowerCase()];
  return pattern === name || (pattern.startsWith("*.") && name.slice(name.indexOf(".")) === pattern.slice(1));
}

/** Where nothing of AWS is asked for, pods may well end TLS themselves behind a plain balancer. */
function judgeService(node: ResourceNode): readonly CheckResult[] {
  if (textAt(node, "spec.type") !== "LoadBalancer") return [];
  const notes = node.get("metadata.annotations");
  const names = notes.kind === "known" && isObject(notes.value) ? Object.keys(notes.value) : [];
  if (!names.some((name) => balancerAnnotation.test(name))) return [];
  const ports = node.get("spec.ports");
  const items = ports.kind === "known" && isList(ports.value) ? ports.value : [];
  if (!items.some((port) => isObject(port) && numberOf(port.port ?? null) === 443)) return [];
  const isPassed = annotationOf(node, "service.beta.kubernetes.io/aws-load-balancer-backend-protocol") === "ssl";
  return [
    verdict(
      yesIf(isPassed || names.some((name) => name.startsWith(balancerCertificate))),
      { path: "metadata.annotations", expected: balancerCertificate, actual: null },
      {
        check: "K8S-17.load-balancer",
        fails: "The load balancer listens on 443 without a certificate",
        passes: "The load balancer has a certificate",
      },
    ),
  ];
}
