import type { App } from "cdktf";
import { AccountStack } from "./accountStack";
import { AlertsStack } from "./alertsStack";
import type { AwsStack } from "./awsStack";
import { ClusterStack } from "./clusterStack";
import { DataStack } from "./dataStack";
import { DomainStack } from "./domainStack";
import { EdgeStack } from "./edgeStack";
import { FoundationStack } from "./foundationStack";
import { NetworkStack } from "./networkStack";
import { RecoveryStack } from "./recoveryStack";
import { RegistryStack } from "./registryStack";
import { limitRoles } from "./roleBoundary";
import type { AwsSettings } from "./settings";
import { StateStack } from "./stateStack";

/** All stacks of an AWS environment, in deployment order. */
export function composeAws(app: App, settings: AwsSettings): readonly AwsStack[] {
  const { domain, aws } = settings.environment;
  const stacks = [
    new StateStack(app, settings),
    new AccountStack(app, settings),
    new FoundationStack(app, settings),
    new NetworkStack(app, settings),
    ...(domain ? [new DomainStack(app, settings, domain)] : []),
    new ClusterStack(app, settings),
    new DataStack(app, settings),
    ...(domain ? [new EdgeStack(app, settings, domain)] : []),
    new RegistryStack(app, settings),
    new RecoveryStack(app, settings),
    new AlertsStack(app, settings),
  ];
  if (aws.permissionsBoundary !== undefined) {
    const boundary = `arn:aws:iam::${settings.accountId}:policy/${aws.permissionsBoundary}`;
    for (const stack of stacks) limitRoles(stack, boundary);
  }
  return stacks;
}
