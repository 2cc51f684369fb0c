import type { RuleExamples } from "../../rule";
import {
  anybody,
  balancerParts,
  groupParts,
  machineParts,
  ofGroup,
  port,
  smallNetwork,
  together,
} from "../kit/reachExample";
import { example } from "../kit/scopedExample";

const isPublic = { associate_public_ip_address: true };
const edge = (listen: number) => groupParts("edge", [port(listen, anybody)], [port(8080, anybody)]);
const behind = groupParts("own", [port(8080, ofGroup("edge"))]);

export const examples: RuleExamples = [
  example(
    "reach-03-good-behind-a-balancer",
    smallNetwork(together(edge(443), behind, machineParts("closed", "own"), balancerParts(["open", "second"], {}))),
  ),
  example(
    "reach-03-good-internal-balancer-on-another-port",
    smallNetwork(
      together(
        edge(8443),
        behind,
        machineParts("closed", "own"),
        balancerParts(["closed", "second"], { port: 8443 }, { internal: true }),
      ),
    ),
  ),
  example(
    "reach-03-bad-machine-beside-the-edge",
    smallNetwork(together(groupParts("own", [port(443, anybody)]), machineParts("open", "own", isPublic))),
    { fails: [["REACH-03.beside-the-edge", "aws_instance.one"]] },
  ),
  example(
    "reach-03-bad-balancer-on-another-port",
    smallNetwork(
      together(edge(8443), behind, machineParts("closed", "own"), balancerParts(["open", "second"], { port: 8443 })),
    ),
    { fails: [["REACH-03.edge-ports", "aws_lb.edge"]] },
  ),
];
