/** What resources are billed by, as data (`catalogue/billable.json`), with its types. */
import catalogue from "../../catalogue/billable.json";

/** One part of a price's key, from an attribute of the resource. */
export interface KeyPart {
  /** Dotted; the first element of a list of blocks. */
  readonly attribute: string;
  readonly map?: Readonly<Record<string, string>>;
  /** Regular expression whose match is left out. */
  readonly strip?: string;
  readonly default?: string;
  /** Where the resource itself does not say it. */
  readonly else?: Elsewhere;
}

/** An attribute of another resource, which this one refers to: a node group's disks are those of its template. */
export interface Elsewhere {
  /** Attribute or block that holds the reference. */
  readonly reference: string;
  readonly type: string;
  readonly attribute: string;
}

type Factor =
  | { readonly attribute: string; readonly default?: number; readonly else?: Elsewhere }
  | { readonly count: string };

export interface BilledBy {
  readonly item: string;
  readonly key?: readonly KeyPart[];
  /** Quantity of a month for one; left out for usage that no plan tells. */
  readonly per?: number;
  readonly times?: readonly Factor[];
  readonly when?: { readonly attribute: string; readonly is: string | boolean };
}

/** One part of a price's key, from a row of AWS's price list. */
export type ListedPart =
  | { readonly group: string; readonly map?: Readonly<Record<string, string>>; readonly otherwise?: string }
  | { readonly column: string; readonly map?: Readonly<Record<string, string>> };

export interface BillableItem {
  readonly title: string;
  readonly unit: string;
  /** `global` where the price is one for all regions. */
  readonly region?: string;
  readonly list: {
    readonly offer: string;
    readonly usageType: string;
    readonly key?: readonly ListedPart[];
    readonly where?: Readonly<Record<string, string>>;
  };
}

interface Catalogue {
  readonly items: Readonly<Record<string, BillableItem>>;
  readonly types: Readonly<Record<string, readonly BilledBy[]>>;
  readonly uncounted: readonly string[];
}

export const billable: Catalogue = catalogue as unknown as Catalogue;
