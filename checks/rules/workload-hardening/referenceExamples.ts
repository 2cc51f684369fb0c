/** Examples of what workloads, autoscalers and monitors name; the others stand beside the rule on references. */
import type { RuleExamples } from "../../rule";
import { objectOf, service } from "../kit/clusterExample";
import { container, cronJob, deployment, documents, manifestExample } from "../kit/podExample";

const permits = deployment("permits", container());
const withAccount = deployment("permits", `serviceAccountName: permits\n${container()}`);
const account = objectOf("v1", "ServiceAccount", "permits", "");
const scaler = (kind: string, name: string) =>
  objectOf(
    "autoscaling/v2",
    "HorizontalPodAutoscaler",
    "permits",
    `spec:\n  maxReplicas: 4\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: ${kind}\n    name: ${name}\n`,
  );
const monitor = (label: string) =>
  objectOf(
    "monitoring.coreos.com/v1",
    "ServiceMonitor",
    "permits",
    `spec:\n  selector:\n    matchLabels:\n      app: ${label}\n  endpoints:\n    - port: web\n`,
  );
const watched = service("permits", "selector:\n  app: permits\nports:\n  - name: web\n    port: 80").replace(
  "  namespace: registry\n",
  "  namespace: registry\n  labels:\n    app: permits\n",
);
const workload = "Deployment/registry/permits";

export const referenceExamples: RuleExamples = [
  manifestExample("good-account", documents(account, withAccount)),
  manifestExample("good-default-account", deployment("permits", `serviceAccountName: default\n${container()}`)),
  manifestExample("good-scaler", documents(permits, scaler("Deployment", "permits"))),
  manifestExample("good-scaler-of-custom-kind", scaler("Rollout", "permits")),
  manifestExample("good-monitor", documents(permits, watched, monitor("permits"))),
  manifestExample("good-job", cronJob("archive", `restartPolicy: Never\n${container()}`)),
  manifestExample(
    "bad-other-labels",
    permits.replace("      labels:\n        app: permits", "      labels:\n        app: licences"),
    [["K8S-22.own-pods", workload]],
  ),
  manifestExample("bad-no-labels", permits.replace("    metadata:\n      labels:\n        app: permits\n", ""), [
    ["K8S-22.own-pods", workload],
  ]),
  manifestExample("bad-account", withAccount, [["K8S-22.service-account", workload]]),
  manifestExample(
    "bad-account-of-other-namespace",
    documents(account.replace("namespace: registry", "namespace: billing"), withAccount),
    [["K8S-22.service-account", workload]],
  ),
  manifestExample("bad-scaler", documents(permits, scaler("StatefulSet", "permits")), [
    ["K8S-22.autoscaler-target", "HorizontalPodAutoscaler/registry/permits"],
  ]),
  manifestExample("bad-monitor", documents(permits, watched, monitor("licences")), [
    ["K8S-22.monitored-service", "ServiceMonitor/registry/permits"],
  ]),
];
