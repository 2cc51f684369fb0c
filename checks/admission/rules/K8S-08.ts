import type { AdmissionCheck, AdmissionRule } from "../model";
import { capabilities, valueOr } from "../text";

const dangerous = [
  "ALL",
  "BPF",
  "MAC_ADMIN",
  "MAC_OVERRIDE",
  "NET_ADMIN",
  "PERFMON",
  "SETPCAP",
  "SYS_BOOT",
  "SYS_PTRACE",
  "SYS_RAWIO",
];
const single = ["SYS_ADMIN", "SYS_MODULE", "NET_RAW", "NET_BIND_SERVICE"];
const list = (name: string) => valueOr("container", `securityContext.capabilities.${name}`, "[]");
const upper = "name.upperAscii()";

const dropping = (check: string, ...names: readonly string[]): AdmissionCheck => ({
  check,
  each: "container",
  expression: `${list("drop")}.exists(name, ${upper} in ${capabilities(...names)})`,
  linuxOnly: true,
});
const notAdding = (check: string, ...names: readonly string[]): AdmissionCheck => ({
  check,
  each: "container",
  expression: `!${list("add")}.exists(name, ${upper} in ${capabilities(...names)})`,
  linuxOnly: true,
});

export const k8s08: AdmissionRule = {
  rule: "K8S-08",
  checks: () => [
    dropping("K8S-08.drop-all", "ALL"),
    dropping("K8S-08.drop-net-raw", "ALL", "NET_RAW"),
    notAdding("K8S-08.sys-admin", "SYS_ADMIN"),
    notAdding("K8S-08.sys-module", "SYS_MODULE"),
    notAdding("K8S-08.net-raw", "NET_RAW"),
    notAdding("K8S-08.dangerous", ...dangerous),
    {
      check: "K8S-08.other",
      each: "container",
      expression: `${list("add")}.all(name, ${upper} in ${capabilities(...dangerous, ...single)})`,
      linuxOnly: true,
    },
    notAdding("K8S-08.net-bind-service", "NET_BIND_SERVICE"),
  ],
};
