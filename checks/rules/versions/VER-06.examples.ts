import type { RuleExamples } from "../../rule";
import { objectOf } from "../kit/clusterExample";
import { container, deployment, manifestExample } from "../kit/podExample";

const object = (apiVersion: string, kind: string) => objectOf(apiVersion, kind, "permits", "spec: {}\n");
const bad = (name: string, apiVersion: string, kind: string, check = "served") =>
  manifestExample(name, object(apiVersion, kind), [[`VER-06.${check}`, `${kind}/registry/permits`]]);

export const examples: RuleExamples = [
  manifestExample("good", deployment("permits", container())),
  manifestExample("good-cron-job", object("batch/v1", "CronJob")),
  manifestExample("good-other-group", object("extensions.example.org/v1beta1", "Deployment")),
  bad("bad-extensions", "extensions/v1beta1", "Deployment", "extensions"),
  bad("bad-extensions-ingress", "extensions/v1beta1", "Ingress", "extensions"),
  bad("bad-apps", "apps/v1beta2", "StatefulSet"),
  bad("bad-cron-job", "batch/v1beta1", "CronJob"),
  bad("bad-budget", "policy/v1beta1", "PodDisruptionBudget"),
  bad("bad-policy", "policy/v1beta1", "PodSecurityPolicy"),
];
