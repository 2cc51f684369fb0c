import { Eip } from "@cdktf/provider-aws/lib/eip";
import { Construct } from "constructs";
import { inPlace, type Place } from "./place";
import { zoneLetters } from "./tierCidrs";

export interface ReservedAddressesProps {
  /** Begins the addresses' names. */
  readonly name: string;
  readonly place: Place;
}

/**
 * One public address per zone, held for the ways out of a network that does not exist yet. Integrations admit callers by
 * address, and changing that takes weeks: after a disaster it would be too late to ask.
 */
export class ReservedAddresses extends Construct {
  readonly addresses: string[];

  constructor(scope: Construct, id: string, props: ReservedAddressesProps) {
    super(scope, id);
    this.addresses = zoneLetters.map(
      (zone) =>
        new Eip(this, zone, {
          ...inPlace(props.place),
          domain: "vpc",
          tags: { Name: `${props.name}-${zone}` },
          lifecycle: { preventDestroy: true },
        }).publicIp,
    );
  }
}
