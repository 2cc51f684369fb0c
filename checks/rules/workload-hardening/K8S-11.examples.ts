import type { RuleExamples } from "../../rule";
import { container, deploymentExample, indented, manifestExample, pod, secured } from "../kit/podExample";

const podLevel = (lines: string) => `securityContext:\n${indented(lines, 2)}`;
const annotated = (profile: string) =>
  pod("permits", container()).replace(
    "  name: permits\n",
    `  name: permits\n  annotations:\n    container.apparmor.security.beta.kubernetes.io/web: ${profile}\n`,
  );

export const examples: RuleExamples = [
  deploymentExample("good", container()),
  deploymentExample(
    "good-stated",
    `${podLevel("appArmorProfile:\n  type: RuntimeDefault\nsysctls:\n  - name: net.ipv4.tcp_syncookies\n    value: '1'")}${secured(
      "procMount: Default\nseLinuxOptions:\n  type: container_init_t\n  level: s0:c1,c2",
    )}`,
  ),
  manifestExample("good-annotation", annotated("localhost/web")),
  deploymentExample("bad-app-armor", secured("appArmorProfile:\n  type: Unconfined"), ["K8S-11.app-armor"]),
  manifestExample("bad-annotation", annotated("unconfined"), [["K8S-11.app-armor", "Pod/registry/permits"]]),
  deploymentExample("bad-selinux-type", secured("seLinuxOptions:\n  type: spc_t"), ["K8S-11.selinux"]),
  deploymentExample("bad-selinux-user", `${podLevel("seLinuxOptions:\n  user: system_u")}${container()}`, [
    "K8S-11.selinux",
  ]),
  deploymentExample("bad-proc-mount", secured("procMount: Unmasked"), ["K8S-11.proc-mount"]),
  deploymentExample("bad-sysctl", `${podLevel("sysctls:\n  - name: kernel.msgmax\n    value: '1'")}${container()}`, [
    "K8S-11.sysctls",
  ]),
];
