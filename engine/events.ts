/** Terraform's machine-readable UI (`-json`, version 1.x): one JSON object a line. Unknown messages are passed over. */

export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
}

export type EngineEvent =
  | { readonly type: "apply_start"; readonly address: string; readonly action: string }
  | {
      readonly type: "apply_progress";
      readonly address: string;
      readonly action: string;
      readonly elapsedSeconds: number;
    }
  | {
      readonly type: "apply_complete";
      readonly address: string;
      readonly action: string;
      readonly elapsedSeconds: number;
      /** Identity of the object as the provider reports it (`id`), where it has one. */
      readonly id?: string;
    }
  | { readonly type: "apply_errored"; readonly address: string; readonly action: string }
  | {
      readonly type: "change_summary";
      readonly add: number;
      readonly change: number;
      readonly remove: number;
      readonly operation: string;
    }
  | { readonly type: "diagnostic"; readonly diagnostic: Diagnostic };

type Fields = Readonly<Record<string, unknown>>;
const fields = (value: unknown): Fields => (value !== null && typeof value === "object" ? (value as Fields) : {});
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const number = (value: unknown): number => (typeof value === "number" ? value : 0);

/** The event on a line, or undefined for a line that is none of those above. */
export function parseEvent(line: string): EngineEvent | undefined {
  let message: Fields;
  try {
    message = fields(JSON.parse(line));
  } catch {
    // A provider or a crash may print plain text between the messages.
    return undefined;
  }
  const hook = fields(message.hook);
  const address = text(fields(hook.resource).addr);
  const action = text(hook.action);
  switch (message.type) {
    case "apply_start":
      return { type: "apply_start", address, action };
    case "apply_progress":
      return { type: "apply_progress", address, action, elapsedSeconds: number(hook.elapsed_seconds) };
    case "apply_complete": {
      const id = hook.id_key === "id" ? text(hook.id_value) : "";
      return {
        type: "apply_complete",
        address,
        action,
        elapsedSeconds: number(hook.elapsed_seconds),
        ...(id ? { id } : {}),
      };
    }
    case "apply_errored":
      return { type: "apply_errored", address, action };
    case "change_summary": {
      const changes = fields(message.changes);
      return {
        type: "change_summary",
        add: number(changes.add),
        change: number(changes.change),
        remove: number(changes.remove),
        operation: text(changes.operation),
      };
    }
    case "diagnostic": {
      const found = fields(message.diagnostic);
      const where = text(found.address);
      return {
        type: "diagnostic",
        diagnostic: {
          severity: found.severity === "error" ? "error" : "warning",
          summary: text(found.summary),
          detail: text(found.detail),
          ...(where ? { address: where } : {}),
        },
      };
    }
    default:
      return undefined;
  }
}
