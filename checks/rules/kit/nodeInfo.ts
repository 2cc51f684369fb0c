/**
 * What trivy's node collector reports of a node (`NodeInfo`): a list of values for each thing that it looked at, empty
 * where it found nothing.
 */
import { isList } from "../../expression/datum";
import type { ResourceNode } from "../../graph/graph";

export const nodeInfo = "NodeInfo";

/** Members by the kubelet's flags. */
const flagMembers: Readonly<Record<string, string>> = {
  "anonymous-auth": "kubeletAnonymousAuthArgumentSet",
  "authorization-mode": "kubeletAuthorizationModeArgumentSet",
  "client-ca-file": "kubeletClientCaFileArgumentSet",
  "event-qps": "kubeletEventQpsArgumentSet",
  "hostname-override": "kubeletHostnameOverrideArgumentSet",
  "make-iptables-util-chains": "kubeletMakeIptablesUtilChainsArgumentSet",
  "protect-kernel-defaults": "kubeletProtectKernelDefaultsArgumentSet",
  "read-only-port": "kubeletReadOnlyPortArgumentSet",
  "rotate-certificates": "kubeletRotateCertificatesArgumentSet",
  "streaming-connection-idle-timeout": "kubeletStreamingConnectionIdleTimeoutArgumentSet",
  "tls-cert-file": "kubeletTlsCertFileTlsArgumentSet",
  "tls-cipher-suites": "kubeletOnlyUseStrongCryptographic",
  "tls-private-key-file": "kubeletTlsPrivateKeyFileArgumentSet",
};

/** Members with mode and owner by the files of the control plane that the rules know. */
const fileMembers: Readonly<Record<string, readonly [mode: string, owner: string]>> = {
  "kube-apiserver-manifest": ["kubeAPIServerSpecFilePermission", "kubeAPIServerSpecFileOwnership"],
  "kube-controller-manager-manifest": [
    "kubeControllerManagerSpecFilePermission",
    "kubeControllerManagerSpecFileOwnership",
  ],
  "kube-scheduler-manifest": ["kubeSchedulerSpecFilePermission", "kubeSchedulerSpecFileOwnership"],
  "etcd-manifest": ["kubeEtcdSpecFilePermission", "kubeEtcdSpecFileOwnership"],
  cni: ["containerNetworkInterfaceFilePermissions", "containerNetworkInterfaceFileOwnership"],
  "etcd-data": ["etcdDataDirectoryPermissions", "etcdDataDirectoryOwnership"],
  "admin-kubeconfig": ["adminConfFilePermissions", "adminConfFileOwnership"],
  "scheduler-kubeconfig": ["schedulerConfFilePermissions", "schedulerConfFileOwnership"],
  "controller-manager-kubeconfig": ["controllerManagerConfFilePermissions", "controllerManagerConfFileOwnership"],
  pki: ["kubePKIDirectoryFilePermissions", "kubePKIDirectoryFileOwnership"],
  "pki-certificates": ["kubernetesPKICertificateFilePermissions", "kubernetesPKICertificateFileOwnership"],
  "pki-keys": ["kubePKIKeyFilePermissions", "kubePKIKeyFileOwnership"],
  "kubelet-service": ["kubeletServiceFilePermissions", "kubeletServiceFileOwnership"],
  "proxy-kubeconfig": ["kubeconfigFileExistsPermissions", "kubeconfigFileExistsOwnership"],
  "kubelet-kubeconfig": ["kubeletConfFilePermissions", "kubeletConfFileOwnership"],
  "client-authority": ["certificateAuthoritiesFilePermissions", "certificateAuthoritiesFileOwnership"],
  "kubelet-configuration": [
    "kubeletConfigYamlConfigurationFilePermission",
    "kubeletConfigYamlConfigurationFileOwnership",
  ],
};

export interface Collected {
  readonly path: string;
  readonly values: readonly (string | number)[];
}

/** Undefined where the collector did not look. */
function collectedAt(node: ResourceNode, member: string): Collected | undefined {
  const path = `info.${member}`;
  if (node.get(path).kind === "absent") return undefined;
  const reading = node.get(`${path}.values`);
  const values = reading.kind === "known" && isList(reading.value) ? reading.value : [];
  return { path: `${path}.values`, values: values.filter((one) => typeof one === "string" || typeof one === "number") };
}

export function collectedFlag(node: ResourceNode, flag: string): Collected | undefined {
  const member = Object.hasOwn(flagMembers, flag) ? flagMembers[flag] : undefined;
  return member === undefined ? undefined : collectedAt(node, member);
}

export interface CollectedFile {
  /** Id of the file among those that the rules know. */
  readonly file: string;
  readonly mode: Collected | undefined;
  readonly owner: Collected | undefined;
}

export function collectedFiles(node: ResourceNode): readonly CollectedFile[] {
  return Object.entries(fileMembers).map(([file, [mode, owner]]) => ({
    file,
    mode: collectedAt(node, mode),
    owner: collectedAt(node, owner),
  }));
}
