import { type JsonObject, sortKeys } from "../common/json";
import { type DestroyPreview, destroy, previewDestroy, requireConfirmation } from "../gate/destroy";
import { openSession, type SessionOptions } from "./session";

export interface DestroySummary {
  readonly schemaVersion: "1.0";
  readonly environment: string;
  readonly destroyed: readonly string[];
  readonly preview: DestroyPreview;
}

/** Says what would go and what would remain, asks for the names, destroys, and writes down what was done. */
export async function destroyEnvironment(
  options: SessionOptions,
  confirmed: { readonly name: string | undefined; readonly data: readonly string[] },
  show: (preview: DestroyPreview) => void,
): Promise<DestroySummary> {
  const session = await openSession(options, "destroy");
  try {
    const { deployment, interruption } = session;
    const { preview, landscape } = await previewDestroy(deployment);
    show(preview);
    if (preview.stacks.every((stack) => stack.removes.length === 0)) {
      return { schemaVersion: "1.0", environment: deployment.name, destroyed: [], preview };
    }
    requireConfirmation(deployment.name, preview, confirmed);
    const destroyed = await destroy(deployment, preview, landscape, interruption);
    await session.evidence.keep({
      kind: "destroy",
      stage: "none",
      outcome: "recorded",
      exceptions: session.policy.exceptions,
      facts: sortKeys({ confirmed, destroyed, preview }) as JsonObject,
    });
    return { schemaVersion: "1.0", environment: deployment.name, destroyed, preview };
  } finally {
    await session.close();
  }
}

export function previewText(preview: DestroyPreview): string {
  const lines: string[] = [];
  for (const stack of preview.stacks) {
    if (stack.kept) {
      lines.push(`${stack.stack}: stays (${stack.kept})`);
      continue;
    }
    lines.push(`${stack.stack}: ${stack.removes.length} resource(s) go, ${stack.remains.length} remain`);
    for (const address of stack.losesData) lines.push(`  - data is lost: ${address}`);
    for (const { address, why } of stack.remains.filter((remaining) => remaining.why.includes("lock:")))
      lines.push(`  = remains: ${address}, ${why}`);
  }
  return lines.join("\n");
}
