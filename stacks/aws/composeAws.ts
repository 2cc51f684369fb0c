import type { App } from "cdktf";
import type { AwsStack } from "./awsStack";
import { FoundationStack } from "./foundationStack";
import { NetworkStack } from "./networkStack";
import type { AwsSettings } from "./settings";
import { StateStack } from "./stateStack";

/** All stacks of an AWS environment, in deployment order. */
export function composeAws(app: App, settings: AwsSettings): readonly AwsStack[] {
  return [new StateStack(app, settings), new FoundationStack(app, settings), new NetworkStack(app, settings)];
}
