import type { Rule } from "../../rule";
import { type AskFlags, atLeastFlag, type FlagCheck, flag, flagIs, flagRule, unlessGiven } from "../kit/flagChecks";
import { frameworks } from "../kit/frameworks";

const loopback = (name: string): AskFlags => flag(name, (value) => /^(127\.|::1$|localhost$)/.test(value), "fails");

const checks: readonly FlagCheck[] = [
  {
    id: "CP-04.controller-manager-bind",
    title: "The controller manager listens on this machine alone",
    severity: "medium",
    equivalents: { checkov: ["CKV_K8S_113"], trivy: ["KCV-0039"], kubescape: ["C-0150"] },
    component: "kube-controller-manager",
    expected: "--bind-address=127.0.0.1",
    fails: "The controller manager listens on every address of its node",
    ask: loopback("bind-address"),
  },
  {
    id: "CP-04.controller-manager-profiling",
    title: "The controller manager serves no profiles of itself",
    severity: "low",
    equivalents: { checkov: ["CKV_K8S_107"], trivy: ["KCV-0034"], kubescape: ["C-0145"] },
    component: "kube-controller-manager",
    expected: "--profiling=false",
    fails: "The controller manager serves profiles of itself",
    ask: flagIs("profiling", "false", "fails"),
  },
  {
    id: "CP-04.own-credentials",
    title: "Each controller acts with a service account of its own",
    severity: "medium",
    equivalents: { checkov: ["CKV_K8S_108"], trivy: ["KCV-0035"], kubescape: ["C-0146"] },
    component: "kube-controller-manager",
    expected: "--use-service-account-credentials=true",
    fails: "All controllers act with one set of rights",
    ask: flagIs("use-service-account-credentials", "true", "fails"),
  },
  {
    id: "CP-04.rotate-kubelet-certificates",
    title: "Rotation of kubelets' serving certificates is not switched off",
    severity: "medium",
    equivalents: { checkov: ["CKV_K8S_112"], kubescape: ["C-0149"] },
    component: "kube-controller-manager",
    expected: "--feature-gates without RotateKubeletServerCertificate=false",
    fails: "The controller manager does not sign new serving certificates for kubelets",
    ask: flag("feature-gates", (value) => !/\bRotateKubeletServerCertificate=false\b/.test(value), "fine"),
  },
  {
    id: "CP-04.terminated-pods",
    title: "The number of ended pods that are kept is chosen",
    severity: "low",
    equivalents: { checkov: ["CKV_K8S_106"], trivy: ["KCV-0033"], kubescape: ["C-0144"] },
    component: "kube-controller-manager",
    expected: "--terminated-pod-gc-threshold above 0",
    fails: "Ended pods pile up to 12,500, or without end",
    ask: atLeastFlag("terminated-pod-gc-threshold", () => 1, "fails"),
  },
  {
    id: "CP-04.scheduler-bind",
    title: "The scheduler listens on this machine alone",
    severity: "medium",
    equivalents: { checkov: ["CKV_K8S_115"], trivy: ["KCV-0041"], kubescape: ["C-0152"] },
    component: "kube-scheduler",
    expected: "--bind-address=127.0.0.1",
    fails: "The scheduler listens on every address of its node",
    ask: loopback("bind-address"),
  },
  {
    id: "CP-04.scheduler-profiling",
    title: "The scheduler serves no profiles of itself",
    severity: "low",
    equivalents: { checkov: ["CKV_K8S_114"], trivy: ["KCV-0040"], kubescape: ["C-0151"] },
    component: "kube-scheduler",
    expected: "--profiling=false",
    fails: "The scheduler serves profiles of itself",
    // A configuration file makes the flag mean nothing.
    ask: unlessGiven("config", flagIs("profiling", "false", "fails")),
  },
];

/** Controller manager and scheduler keep to themselves. */
export const rule: Rule = flagRule(
  {
    id: "CP-04",
    title: "Controller manager and scheduler are reachable by nobody and have no more rights than they need",
    control: "control-plane.controllers",
    severity: "medium",
    rationale:
      "Both hold rights over the whole cluster and answer about themselves without asking who wants to know; on every address of a node that is an open door.",
    remediation:
      "In the static pods' spec.containers[*].command (kubeadm: controllerManager.extraArgs, scheduler.extraArgs) set --bind-address=127.0.0.1 and --profiling=false for both, and for kube-controller-manager --use-service-account-credentials=true and --terminated-pod-gc-threshold (for instance 100); do not switch the gate RotateKubeletServerCertificate off.",
    parameters: {},
    frameworks: frameworks({
      cisKubernetes: ["1.3.1", "1.3.2", "1.3.3", "1.3.6", "1.3.7", "1.4.1", "1.4.2"],
      nist: ["CM-7", "AC-6"],
      iso: ["A.8.9", "A.8.20"],
      dpdp: ["6(1)(b)"],
      digit: ["network", "accessControl"],
    }),
  },
  checks,
);
