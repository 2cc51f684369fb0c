import type { TerraformProvider } from "cdktf";

/** Where resources are created: the account, the region, and the provider configuration that reaches that region. */
export interface Place {
  /** Twelve digits. */
  readonly accountId: string;
  /** AWS region code, for instance `ap-south-1`. */
  readonly region: string;
  /** Provider of another region than the stack's own. @default the stack's provider */
  readonly provider?: TerraformProvider;
}

/** The part of a resource's configuration that puts it in its place. */
export function inPlace(place: Place): { readonly provider?: TerraformProvider } {
  return place.provider === undefined ? {} : { provider: place.provider };
}
