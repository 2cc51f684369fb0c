import { Macie2Account } from "@cdktf/provider-aws/lib/macie2-account";
import { Construct } from "constructs";

export interface DataDiscoveryProps {
  /** AWS region code. */
  readonly region: string;
}

/** Regions of the catalogue that Macie is not offered in ("Amazon Macie endpoints and quotas", AWS General Reference). */
const withoutMacie: ReadonlySet<string> = new Set(["ap-south-2"]);

/** Macie, which looks for personal data in the buckets of the account and region. */
export class DataDiscovery extends Construct {
  constructor(scope: Construct, id: string, props: DataDiscoveryProps) {
    super(scope, id);
    if (withoutMacie.has(props.region)) return;
    new Macie2Account(this, "account", { findingPublishingFrequency: "ONE_HOUR", status: "ENABLED" });
  }
}
