import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type PolicyStatement, policyDocument } from "./policy";

export interface RoleProps {
  /** Name of the role; a change replaces it. */
  readonly name: string;
  /** Why the role exists. */
  readonly purpose: string;
  /** Trust document, see `serviceTrust` and its siblings. */
  readonly trust: string;
  /** What the role may do, on named resources. @default nothing */
  readonly statements?: readonly PolicyStatement[];
  /** Policies maintained by AWS, by a short key that becomes part of the address. @default none */
  readonly managedPolicies?: { readonly [key: string]: string };
}

/** A role with its permissions. What uses it must wait for `ready`, or it may start without permissions. */
export class Role extends Construct {
  readonly arn: string;
  readonly name: string;
  /** The resources that must exist before the role can do its work. */
  readonly ready: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    const role = new IamRole(this, "Default", {
      name: props.name,
      description: props.purpose,
      assumeRolePolicy: props.trust,
    });
    this.ready = Object.entries(props.managedPolicies ?? {}).map(
      ([key, policyArn]) => new IamRolePolicyAttachment(this, key, { role: role.name, policyArn }),
    );
    if (props.statements !== undefined && props.statements.length > 0) {
      this.ready.push(
        new IamRolePolicy(this, "permissions", {
          name: "permissions",
          role: role.id,
          policy: policyDocument(props.statements),
        }),
      );
    }
    this.arn = role.arn;
    this.name = role.name;
  }
}
