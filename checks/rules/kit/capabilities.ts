/** Linux capabilities of a container. */
import { isHole, isList, isTemplate } from "./datum";
import type { ContainerView } from "./kubernetes";

export interface Capabilities {
  /** In capital letters, without the prefix `CAP_`, which some runtimes accept. */
  readonly names: readonly string[];
  /** Cause, where some of them cannot be seen. */
  readonly unknown: string | undefined;
}

export function capabilitiesOf(container: ContainerView, list: "add" | "drop"): Capabilities {
  const reading = container.view.get(`securityContext.capabilities.${list}`);
  if (reading.kind === "unknown") return { names: [], unknown: reading.cause };
  if (reading.kind === "absent") return { names: [], unknown: undefined };
  const items = isList(reading.value) ? reading.value : [reading.value];
  const open = items.find((item) => isHole(item) || isTemplate(item));
  return {
    names: items.flatMap((item) => (typeof item === "string" ? [item.toUpperCase().replace(/^CAP_/, "")] : [])),
    unknown: open === undefined ? undefined : isHole(open) ? open.cause : "a capability is not known yet",
  };
}
