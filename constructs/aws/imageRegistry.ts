import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import { Construct } from "constructs";
import { EncryptionKey } from "./encryptionKey";
import type { Place } from "./place";
import { accountPrincipal, policyDocument } from "./policy";

export interface ImageRegistryProps {
  /** Begins the repositories' names, and names the key. */
  readonly name: string;
  readonly place: Place;
  /** Names of the repositories; each becomes part of an address. */
  readonly repositories: readonly string[];
}

/** Days for which an image without a tag is kept: what a failed or overtaken build leaves behind. */
const untaggedDays = 14;

/** Tagged images that are kept of each repository: years of releases, and a way back from each of them. */
const keptImages = 100;

/** Repositories of container images: a tag never moves, each push is scanned, only this account pulls. */
export class ImageRegistry extends Construct {
  constructor(scope: Construct, id: string, props: ImageRegistryProps) {
    super(scope, id);
    const key = new EncryptionKey(this, "key", {
      name: props.name,
      purpose: "Container images",
      place: props.place,
    });
    for (const name of props.repositories) this.repository(name, props, key.arn);
  }

  private repository(name: string, props: ImageRegistryProps, kmsKey: string): void {
    const id = name.replaceAll("-", "_");
    const repository = new EcrRepository(this, id, {
      name: `${props.name}/${name}`,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: "KMS", kmsKey }],
      lifecycle: { preventDestroy: true },
    });
    new EcrLifecyclePolicy(this, `${id}_lifecycle`, { repository: repository.name, policy: lifecycle() });
    new EcrRepositoryPolicy(this, `${id}_policy`, {
      repository: repository.name,
      policy: policyDocument([
        {
          Sid: "ThisAccountPulls",
          Effect: "Allow",
          Principal: accountPrincipal(props.place.accountId),
          Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        },
      ]),
    });
  }
}

function lifecycle(): string {
  const expire = { type: "expire" };
  return JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: "What no tag points to goes",
        selection: {
          tagStatus: "untagged",
          countType: "sinceImagePushed",
          countUnit: "days",
          countNumber: untaggedDays,
        },
        action: expire,
      },
      {
        rulePriority: 2,
        description: "The newest images stay",
        selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: keptImages },
        action: expire,
      },
    ],
  });
}
