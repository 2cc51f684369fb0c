import type { RuleExamples } from "../../rule";
import { container, deploymentExample, secured } from "../kit/podExample";

const check = (name: string) => `K8S-08.${name}`;
const capabilities = (drop: string, add = "") =>
  `capabilities:\n  drop: [${drop}]${add === "" ? "" : `\n  add: [${add}]`}`;

export const examples: RuleExamples = [
  deploymentExample("good", secured(capabilities("ALL"))),
  deploymentExample("good-lower-case", secured(capabilities("all"))),
  deploymentExample("good-windows", `os:\n  name: windows\n${container()}`),
  deploymentExample("bad-nothing", container(), [check("drop-all"), check("drop-net-raw")]),
  deploymentExample("bad-only-net-raw", secured(capabilities("NET_RAW")), [check("drop-all")]),
  deploymentExample("bad-init", `${secured(capabilities("ALL"))}${container("", "initContainers", "load")}`, [
    check("drop-all"),
    check("drop-net-raw"),
  ]),
  deploymentExample("bad-low-ports", secured(capabilities("ALL", "NET_BIND_SERVICE")), [check("net-bind-service")]),
  deploymentExample("bad-other", secured(capabilities("ALL", "CHOWN")), [check("other")]),
  deploymentExample("bad-prefix", secured(capabilities("ALL", "CAP_SYS_ADMIN")), [check("sys-admin")]),
  deploymentExample("bad-several", secured(capabilities("ALL", "SYS_MODULE, NET_RAW, SYS_PTRACE")), [
    check("sys-module"),
    check("net-raw"),
    check("dangerous"),
  ]),
];
