import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";

export interface ManagedCertificateProps {
  /** Certified together with every name one label below it. */
  readonly domain: string;
  /** Zone that gets the record by which the authority sees that the domain is ours. @default somebody enters it by hand */
  readonly zoneId?: string;
}

/** The record stays: the authority looks for it again at each renewal. */
const recordSeconds = 300;

/**
 * A certificate that AWS Certificate Manager issues and renews. Creating it waits for nobody: it is issued whenever the
 * authority finds the record, which may take until a person has delegated the zone.
 */
export class ManagedCertificate extends Construct {
  readonly arn: string;
  /** The record by which the domain is proven ours, `<name> <type> <value>`. */
  readonly proof: string;

  constructor(scope: Construct, id: string, props: ManagedCertificateProps) {
    super(scope, id);
    const certificate = new AcmCertificate(this, "Default", {
      domainName: props.domain,
      subjectAlternativeNames: [`*.${props.domain}`],
      validationMethod: "DNS",
      keyAlgorithm: "RSA_2048",
      options: { certificateTransparencyLoggingPreference: "ENABLED" },
      lifecycle: { createBeforeDestroy: true },
    });
    // The name and the wildcard below it are proven by one and the same record.
    const option = certificate.domainValidationOptions.get(0);
    if (props.zoneId !== undefined) {
      new Route53Record(this, "proof", {
        zoneId: props.zoneId,
        name: option.resourceRecordName,
        type: option.resourceRecordType,
        ttl: recordSeconds,
        records: [option.resourceRecordValue],
      });
    }
    this.arn = certificate.arn;
    this.proof = `${option.resourceRecordName} ${option.resourceRecordType} ${option.resourceRecordValue}`;
  }
}
