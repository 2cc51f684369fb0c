import type { Environment } from "../../config/environment.generated";
import { awsSettings } from "../aws/settings";

/** The environment's own registry with the folder of its images: the stack `registry` makes the repositories below it. */
export function imageRegistry(environment: Environment): string {
  const { accountId, region, name } = awsSettings(environment);
  return `${accountId}.dkr.ecr.${region}.amazonaws.com/${name("images")}`;
}

/** Where an image lies that was mirrored from elsewhere: its last part below the environment's registry. */
export function imagePath(environment: Environment, repository: string): string {
  return `${imageRegistry(environment)}/${repository.split("/").at(-1) ?? repository}`;
}
