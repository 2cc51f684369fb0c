import type { RuleExamples } from "../../rule";
import { container, deploymentExample, manifestExample, pod } from "../kit/podExample";

const check = (name: string) => `K8S-06.${name}`;
const hostPath = (path: string) => `volumes:\n  - name: node\n    hostPath:\n      path: ${path}\n`;
const mounted = (path: string, readOnly: boolean) =>
  `${hostPath(path)}${container(`volumeMounts:\n  - name: node\n    mountPath: /node\n    readOnly: ${readOnly}`)}`;

export const examples: RuleExamples = [
  deploymentExample(
    "good",
    `volumes:
  - name: scratch
    emptyDir: {}
  - name: settings
    configMap:
      name: settings
  - name: files
    persistentVolumeClaim:
      claimName: files
${container("volumeMounts:\n  - name: scratch\n    mountPath: /tmp")}`,
  ),
  deploymentExample("bad-docker", mounted("/var/run/docker.sock", true), [check("docker-socket"), check("host-path")]),
  deploymentExample("bad-containerd", mounted("/run/containerd/containerd.sock", true), [
    check("runtime-socket"),
    check("host-path"),
  ]),
  deploymentExample("bad-folder-of-socket", mounted("/run/containerd/", true), [
    check("runtime-socket"),
    check("host-path"),
  ]),
  manifestExample("bad-root", pod("permits", mounted("/", false)), [
    [check("sensitive-folder"), "Pod/registry/permits"],
    [check("host-path"), "Pod/registry/permits"],
    [check("writable-host-path"), "Pod/registry/permits"],
  ]),
  deploymentExample("bad-logs", mounted("/var/log/pods", true), [check("host-path")]),
  deploymentExample("bad-writable", mounted("/var/lib/data", false), [check("host-path"), check("writable-host-path")]),
  deploymentExample("bad-not-mounted", `${hostPath("/opt/data")}${container()}`, [check("host-path")]),
  deploymentExample(
    "bad-type",
    `volumes:\n  - name: share\n    nfs:\n      server: files.example.org\n      path: /permits\n${container()}`,
    [check("volume-type")],
  ),
];
