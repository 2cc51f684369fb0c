import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { anybody, groupParts, machineParts, port, smallNetwork, together } from "../kit/reachExample";
import { example } from "../kit/scopedExample";

const isPublic = { associate_public_ip_address: true };
const ssh = groupParts("own", [port(22, anybody)]);
const winrm = groupParts("own", [{ from_port: 5000, to_port: 6000, ...anybody }]);

export const examples: RuleExamples = [
  example(
    "reach-02-good-open-group-in-a-closed-subnet",
    smallNetwork(together(ssh, machineParts("closed", "own", isPublic))),
  ),
  example("reach-02-good-open-group-without-public-address", smallNetwork(together(ssh, machineParts("open", "own")))),
  example(
    "reach-02-good-office-only",
    smallNetwork(
      together(groupParts("own", [port(22, { cidr_ipv4: "203.0.113.0/24" })]), machineParts("open", "own", isPublic)),
    ),
  ),
  example("reach-02-bad-ssh", smallNetwork(together(ssh, machineParts("open", "own", isPublic))), {
    fails: [["REACH-02.internet-to-administration", "aws_instance.one"]],
  }),
  example(
    "reach-02-bad-winrm-within-a-range-and-elastic-address",
    smallNetwork(
      together(winrm, machineParts("open", "own"), {
        aws_eip: { own: { domain: "vpc", instance: ref("aws_instance.one.id") } },
      }),
    ),
    { fails: [["REACH-02.internet-to-administration", "aws_instance.one"]] },
  ),
  example(
    "reach-02-unknown-prefix-list",
    smallNetwork(
      together(groupParts("own", [port(22, { prefix_list_id: "pl-0a1b2c3d" })]), machineParts("open", "own", isPublic)),
    ),
    { unknowns: [["REACH-02.internet-to-administration", "aws_instance.one"]] },
  ),
];
