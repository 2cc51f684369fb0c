import type { Construct } from "constructs";
import catalogue from "../../catalogue/repositories.json";
import { ImageRegistry } from "../../constructs/aws/imageRegistry";
import { AwsStack } from "./awsStack";
import type { AwsSettings } from "./settings";

/** Container images of the environment. */
export class RegistryStack extends AwsStack {
  constructor(scope: Construct, settings: AwsSettings) {
    super(scope, "registry", {
      settings,
      title: "Repositories of container images, scanned at each push and for as long as kept",
    });
    new ImageRegistry(this, "images", {
      name: settings.name("images"),
      place: this.home,
      repositories: catalogue.repositories,
    });
  }
}
