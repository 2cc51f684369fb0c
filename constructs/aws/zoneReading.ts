import { DataAwsRoute53Zone } from "@cdktf/provider-aws/lib/data-aws-route53-zone";
import { Construct } from "constructs";

export interface ZoneReadingProps {
  readonly zoneId: string;
  /** Name of which records are to be entered. */
  readonly domain: string;
  /** Who keeps the zone, for the message where it is the wrong one. */
  readonly owner: string;
}

/** A public zone that somebody else keeps. A plan fails, with words, on one that is private or of another name. */
export class ZoneReading extends Construct {
  readonly zoneId: string;

  constructor(scope: Construct, id: string, props: ZoneReadingProps) {
    super(scope, id);
    const { domain, owner, zoneId } = props;
    const zone = new DataAwsRoute53Zone(this, "Default", { zoneId });
    // Route 53 writes names with a dot at their end, and the provider has left it out since version 3.
    const holds = `\${endswith(".${domain}.", ".\${trimsuffix(self.name, ".")}.")}`;
    zone.lifecycle = {
      postcondition: [
        {
          condition: "${!self.private_zone}",
          errorMessage: `The zone ${zoneId} of ${owner} is private: citizens' resolvers do not see it.`,
        },
        {
          condition: holds,
          errorMessage: `The zone ${zoneId} of ${owner} holds no names of ${domain}: it is of another domain.`,
        },
      ],
    };
    this.zoneId = zone.zoneId;
  }
}
