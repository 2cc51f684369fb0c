import type { App } from "cdktf";
import { AccountStack } from "./accountStack";
import type { AwsStack } from "./awsStack";
import { ClusterStack } from "./clusterStack";
import { DataStack } from "./dataStack";
import { FoundationStack } from "./foundationStack";
import { NetworkStack } from "./networkStack";
import { RecoveryStack } from "./recoveryStack";
import type { AwsSettings } from "./settings";
import { StateStack } from "./stateStack";

/** All stacks of an AWS environment, in deployment order. */
export function composeAws(app: App, settings: AwsSettings): readonly AwsStack[] {
  return [
    new StateStack(app, settings),
    new AccountStack(app, settings),
    new FoundationStack(app, settings),
    new NetworkStack(app, settings),
    new ClusterStack(app, settings),
    new DataStack(app, settings),
    new RecoveryStack(app, settings),
  ];
}
