import type { AdmissionRule } from "../model";
import { effective, listOf, valueOr } from "../text";

const safeSysctls = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
];
/** A name may be written with slashes too. */
const spellings = safeSysctls.flatMap((name) => [name, name.replaceAll(".", "/")]);
const selinuxTypes = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];
const appArmor = (() => {
  const key = '"container.apparmor.security.beta.kubernetes.io/" + container.name';
  const annotated = `(${key} in variables.annotations ? variables.annotations[${key}].matches("^(runtime/default$|localhost/)") : true)`;
  const profile = effective("appArmorProfile.type", '""');
  return `${profile} == "" ? ${annotated} : ${profile} in ${listOf(["RuntimeDefault", "Localhost"])}`;
})();

export const k8s11: AdmissionRule = {
  rule: "K8S-11",
  checks: () => [
    { check: "K8S-11.app-armor", each: "container", expression: appArmor, linuxOnly: true },
    {
      check: "K8S-11.selinux",
      each: "container",
      expression: `${effective("seLinuxOptions.user", '""')} == "" && ${effective("seLinuxOptions.role", '""')} == "" && ${effective("seLinuxOptions.type", '""')} in ${listOf(selinuxTypes)}`,
      linuxOnly: true,
    },
    {
      check: "K8S-11.proc-mount",
      each: "container",
      expression: `${valueOr("container", "securityContext.procMount", '"Default"')} == "Default"`,
      linuxOnly: true,
    },
    {
      check: "K8S-11.sysctls",
      each: "pod",
      expression: `${valueOr("variables.pod", "securityContext.sysctls", "[]")}.all(sysctl, sysctl.name in ${listOf(spellings)})`,
      linuxOnly: true,
    },
  ],
};
