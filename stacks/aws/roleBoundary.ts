import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { Construct } from "constructs";

/** Puts the environment's permissions boundary on every role below a construct, whatever made the role. */
export function limitRoles(scope: Construct, boundaryArn: string): void {
  for (const construct of scope.node.findAll()) {
    if (construct instanceof IamRole) construct.permissionsBoundary = boundaryArn;
  }
}
