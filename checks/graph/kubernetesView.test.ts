import type { Json } from "../../common/json";
import { evaluate } from "../evaluate";
import { readInputs } from "../inputs/readInputs";
import type { Finding } from "../model";
import { allRules } from "../rules";
import { buildGraph } from "./buildGraph";
import { terraformPath } from "./kubernetesNames";

const rules = allRules.filter((rule) => /^K8S-(?:0|1[0-3]|21)/.test(rule.metadata.id));

function judged(content: string, path = "main.tf"): readonly Finding[] {
  return evaluate(buildGraph(readInputs([{ path, content }]).inputs), rules, { version: "t", now: new Date(0) })
    .findings;
}

function failed(content: string, path?: string): readonly string[] {
  return judged(content, path)
    .filter(
      (one) => one.status === "fail" && /K8S-0[1256]|K8S-07|K8S-08.dangerous|K8S-12.memory-limits/.test(one.check),
    )
    .map((one) => `${one.check} ${one.resource} ${one.path}`)
    .sort();
}

const hcl = `
resource "kubernetes_deployment_v1" "web" {
  metadata {
    name      = "web"
    namespace = "registry"
    labels    = { app = "web" }
  }
  spec {
    selector { match_labels = { app = "web" } }
    template {
      metadata { labels = { app = "web" } }
      spec {
        host_network = true
        container {
          name  = "web"
          image = "example.org/web:1"
          security_context {
            allow_privilege_escalation = false
            capabilities { add = ["NET_ADMIN"] }
          }
          resources { limits = { memory = "1Gi" } }
        }
        dynamic "container" {
          for_each = ["a", "b"]
          content {
            name  = container.value
            image = "example.org/side:1"
            security_context { privileged = container.value == "b" }
            port { container_port = 22 }
            volume_mount {
              name       = "node"
              mount_path = "/node"
            }
          }
        }
        volume {
          name = "node"
          host_path { path = "/var/run/docker.sock" }
        }
      }
    }
  }
}
`;

test("blocks of the provider are judged as the objects they make, and named as they are written", () => {
  const address = "kubernetes_deployment_v1.web";
  const pod = "spec.template.spec";
  expect(failed(hcl)).toEqual([
    `K8S-01.privileged ${address} ${pod}.container[2].security_context.privileged`,
    `K8S-02.escalation-granted ${address} ${pod}.container[1].security_context.allow_privilege_escalation`,
    `K8S-05.host-network ${address} ${pod}.host_network`,
    `K8S-06.docker-socket ${address} ${pod}.volume[0].host_path.path`,
    `K8S-06.host-path ${address} ${pod}.volume[0].host_path.path`,
    `K8S-06.writable-host-path ${address} ${pod}.container[1].volume_mount[0].read_only`,
    `K8S-07.privileged-port ${address} ${pod}.container[1].port[0].container_port`,
    `K8S-07.ssh ${address} ${pod}.container[1].port[0].container_port`,
    `K8S-08.dangerous ${address} ${pod}.container[0].security_context.capabilities.add`,
    `K8S-12.memory-limits ${address} ${pod}.container[1].resources.limits.memory`,
  ]);
  expect(judged(hcl).map((one) => one.type)).toContain("kubernetes_deployment_v1");
  expect(judged(hcl).map((one) => one.type)).not.toContain("Deployment");
});

test("a plan with the provider's nulls, empty blocks and defaults says the same", () => {
  const container = (name: string, securityContext: Json) => ({
    name,
    image: "example.org/web:1",
    image_pull_policy: null,
    env: [],
    port: [],
    liveness_probe: [],
    security_context: [securityContext],
    volume_mount: [],
  });
  const resource = {
    address: "kubernetes_pod.web",
    mode: "managed",
    type: "kubernetes_pod",
    name: "web",
    change: {
      actions: ["create"],
      before: null,
      after: {
        metadata: [{ name: "web", namespace: "default", labels: null }],
        spec: [
          {
            host_network: false,
            host_pid: true,
            host_ipc: false,
            container: [
              container("web", {
                allow_privilege_escalation: true,
                privileged: false,
                read_only_root_filesystem: false,
                run_as_user: "",
                run_as_non_root: null,
                capabilities: [],
                seccomp_profile: [],
              }),
            ],
            init_container: [],
            volume: [{ name: "tmp", empty_dir: [{ medium: "" }], host_path: [], nfs: [] }],
          },
        ],
      },
      after_unknown: { id: true, spec: [{ container: [{ resources: true, image_pull_policy: true }] }] },
    },
  };
  const plan = {
    format_version: "1.2",
    planned_values: {},
    resource_changes: [resource],
    configuration: {
      root_module: {
        resources: [
          {
            address: "kubernetes_pod.web",
            mode: "managed",
            type: "kubernetes_pod",
            name: "web",
            expressions: { spec: [{ container: [{ name: { constant_value: "web" } }] }] },
          },
        ],
      },
    },
  };
  expect(failed(JSON.stringify(plan), "plan.json")).toEqual([
    "K8S-02.escalation-granted kubernetes_pod.web spec.container[0].security_context.allow_privilege_escalation",
    "K8S-05.host-pid kubernetes_pod.web spec.host_pid",
    "K8S-12.memory-limits kubernetes_pod.web spec.container[0].resources.limits.memory",
  ]);
});

test("manifests inside Terraform are judged too", () => {
  const content = `
resource "kubernetes_manifest" "a" {
  manifest = {
    apiVersion = "v1"
    kind       = "Pod"
    metadata   = { name = "a" }
    spec       = { hostPID = true, containers = [{ name = "web" }] }
  }
}
resource "kubectl_manifest" "b" {
  yaml_body = <<-YAML
    apiVersion: v1
    kind: Pod
    metadata: {name: b}
    spec:
      hostIPC: true
      containers: [{name: web}]
  YAML
}
`;
  expect(failed(content).filter((row) => row.startsWith("K8S-05"))).toEqual([
    "K8S-05.host-ipc kubectl_manifest.b yaml_body.spec.hostIPC",
    "K8S-05.host-pid kubernetes_manifest.a manifest.spec.hostPID",
  ]);
});

test("what only an apply tells is unknown, never fine", () => {
  const content = hcl.replace("host_network = true", "host_network = var.open").concat('\nvariable "open" {}\n');
  expect(judged(content).map((one) => `${one.status} ${one.check}`)).toContain("unknown K8S-05.host-network");
});

test("the provider's default namespace is the default one", () => {
  const content = hcl.replace('namespace = "registry"', "");
  expect(judged(content).map((one) => `${one.status} ${one.check} ${one.severity} ${one.path}`)).toContain(
    "fail K8S-21.default-namespace medium metadata.namespace",
  );
});

test("coverage counts rules on what a resource makes", () => {
  const { coverage } = evaluate(buildGraph(readInputs([{ path: "main.tf", content: hcl }]).inputs), rules, {
    version: "t",
    now: new Date(0),
  });
  const [type] = coverage.resourceTypes;
  expect([type?.type, type?.resources, (type?.rules ?? 0) > 10]).toEqual(["kubernetes_deployment_v1", 1, true]);
});

test.each([
  [
    "spec.jobTemplate.spec.template.spec.initContainers[0].image",
    "CronJob",
    "spec.job_template.spec.template.spec.init_container[0].image",
  ],
  ["spec.hostPID", "Pod", "spec.host_pid"],
  [
    'metadata.labels["pod-security.kubernetes.io/enforce"]',
    "Namespace",
    'metadata.labels["pod-security.kubernetes.io/enforce"]',
  ],
  ["spec.containers[1].resources.limits.memory", "Pod", "spec.container[1].resources.limits.memory"],
  ["spec.ingress[0].ports[0].port", "NetworkPolicy", "spec.ingress[0].ports[0].port"],
  ["spec.ports[0].nodePort", "Service", "spec.port[0].node_port"],
])("%s of %s", (path, type, written) => {
  expect(terraformPath(path, type)).toBe(written);
});
