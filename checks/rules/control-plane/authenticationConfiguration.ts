import type { ResourceNode } from "../../graph/graph";
import type { CheckResult } from "../../rule";
import { isList } from "../kit/datum";
import { verdict } from "../kit/judge";
import { type Answer, every, yesIf } from "../kit/predicates";

const healthPaths: ReadonlySet<unknown> = new Set(["/livez", "/readyz", "/healthz"]);

/** The file that `--authentication-config` names: anonymous requests are off, or reach the health paths alone. */
export const anonymousRequests = {
  type: "AuthenticationConfiguration",

  judge(node: ResourceNode): readonly CheckResult[] {
    // Without the member, the flag --anonymous-auth decides.
    if (node.get("anonymous").kind === "absent") return [];
    return [
      verdict(
        answerOf(node),
        {
          path: "anonymous",
          expected: "enabled: false, or conditions for /livez, /readyz and /healthz alone",
          actual: node.get("anonymous.conditions").kind === "absent" ? "every path" : "other paths",
        },
        {
          check: "CP-01.anonymous-auth",
          fails: "The API server takes requests without credentials for more than its health",
          passes: "Requests without credentials reach the health of the API server at most",
        },
      ),
    ];
  },
};

function answerOf(node: ResourceNode): Answer {
  const enabled = node.get("anonymous.enabled");
  if (enabled.kind === "unknown") return "unknown";
  if (enabled.kind !== "known" || enabled.value !== true) return "yes";
  const conditions = node.get("anonymous.conditions");
  if (conditions.kind === "unknown") return "unknown";
  if (conditions.kind !== "known" || !isList(conditions.value)) return "no";
  return every(
    conditions.value.map((_, index) => {
      const path = node.get(`anonymous.conditions[${index}].path`);
      return path.kind === "unknown" ? "unknown" : yesIf(path.kind === "known" && healthPaths.has(path.value));
    }),
  );
}
