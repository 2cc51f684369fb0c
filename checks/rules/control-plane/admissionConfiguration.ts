import type { ResourceNode } from "../../graph/graph";
import type { CheckResult } from "../../rule";
import { verdict } from "../kit/judge";
import { yesIf } from "../kit/predicates";

/** The file that `--admission-control-config-file` names: which of its plugins are configured. */
export const admissionConfiguration = {
  type: "AdmissionConfiguration",

  judge(node: ResourceNode): readonly CheckResult[] {
    const { items, unknown } = node.blocks("plugins");
    const names = items
      .map((item) => item.get("name"))
      .map((name) => (name.kind === "known" ? String(name.value) : ""));
    const found = names.includes("EventRateLimit");
    return [
      verdict(
        !found && unknown !== undefined ? "unknown" : yesIf(found),
        { path: "plugins", expected: "a plugin EventRateLimit", actual: names, reason: unknown },
        {
          check: "CP-01.event-rate-limit",
          fails: "Nothing bounds how many events a client may write",
          passes: "The admission plugin EventRateLimit is configured",
        },
      ),
    ];
  },
};
