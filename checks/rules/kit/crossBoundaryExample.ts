import type { JsonObject } from "../../../common/json";
import type { RuleExample } from "../../rule";
import { rootModule } from "./example";
import { container, deployment, deploymentAddress } from "./podExample";

/** A workload with one environment variable, and the stack in which its store is made. */
export function clientExample(
  name: string,
  value: string,
  resources: JsonObject,
  check?: string,
  variable = "STORE_URL",
): RuleExample {
  return {
    name,
    manifests: deployment("permits", container(`env:\n  - name: ${variable}\n    value: "${value}"`)),
    otherStacks: { data: rootModule({ resource: resources }) },
    fails: check === undefined ? [] : [{ check, resource: deploymentAddress("permits") }],
  };
}
