/** Manifests of control-plane components for rules' examples. */
import { pod } from "./podExample";

/** A static pod as an installer writes it: its command and the flags given, with hyphens left out. */
export function staticPod(component: string, flags: readonly string[]): string {
  return pod(component, containerOf(component, flags)).replace("namespace: registry", "namespace: kube-system");
}

function containerOf(component: string, flags: readonly string[]): string {
  const command = [component, ...flags.map((flag) => `--${flag}`)];
  return `
hostNetwork: true
containers:
  - name: ${component}
    image: registry.k8s.io/${component}:v1.35.4
    command:
${command.map((word) => `      - "${word}"`).join("\n")}
`;
}

/** A file of settings, such as the kubelet's. */
export function settings(apiVersion: string, kind: string, body: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\n${body.trim()}\n`;
}
