/**
 * Flags that kubeadm gives to the control plane by itself, which `extraArgs` overrides. From kubeadm's reference on
 * implementation details, "Generate static Pod manifests for control plane components" (Kubernetes 1.35). Where only
 * its being set matters, the value is kubeadm's path.
 */
const pki = "/etc/kubernetes/pki";

export const kubeadmDefaults: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "kube-apiserver": {
    "allow-privileged": "true",
    "authorization-mode": "Node,RBAC",
    "client-ca-file": `${pki}/ca.crt`,
    "enable-admission-plugins": "NodeRestriction",
    "enable-bootstrap-token-auth": "true",
    "etcd-cafile": `${pki}/etcd/ca.crt`,
    "etcd-certfile": `${pki}/apiserver-etcd-client.crt`,
    "etcd-keyfile": `${pki}/apiserver-etcd-client.key`,
    "kubelet-client-certificate": `${pki}/apiserver-kubelet-client.crt`,
    "kubelet-client-key": `${pki}/apiserver-kubelet-client.key`,
    "secure-port": "6443",
    "service-account-issuer": "https://kubernetes.default.svc.cluster.local",
    "service-account-key-file": `${pki}/sa.pub`,
    "service-account-signing-key-file": `${pki}/sa.key`,
    "tls-cert-file": `${pki}/apiserver.crt`,
    "tls-private-key-file": `${pki}/apiserver.key`,
  },
  "kube-controller-manager": {
    "bind-address": "127.0.0.1",
    "client-ca-file": `${pki}/ca.crt`,
    "root-ca-file": `${pki}/ca.crt`,
    "service-account-private-key-file": `${pki}/sa.key`,
    "use-service-account-credentials": "true",
  },
  "kube-scheduler": { "bind-address": "127.0.0.1" },
  etcd: {
    "cert-file": `${pki}/etcd/server.crt`,
    "client-cert-auth": "true",
    "key-file": `${pki}/etcd/server.key`,
    "peer-cert-file": `${pki}/etcd/peer.crt`,
    "peer-client-cert-auth": "true",
    "peer-key-file": `${pki}/etcd/peer.key`,
    "peer-trusted-ca-file": `${pki}/etcd/ca.crt`,
    "trusted-ca-file": `${pki}/etcd/ca.crt`,
  },
};
