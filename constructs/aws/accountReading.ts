import { DataAwsEbsEncryptionByDefault } from "@cdktf/provider-aws/lib/data-aws-ebs-encryption-by-default";
import { DataAwsGuarddutyDetector } from "@cdktf/provider-aws/lib/data-aws-guardduty-detector";
import { DataAwsIamRole } from "@cdktf/provider-aws/lib/data-aws-iam-role";
import { DataAwsS3AccountPublicAccessBlock } from "@cdktf/provider-aws/lib/data-aws-s3-account-public-access-block";
import { Construct } from "constructs";

/** Name that AWS gives the role of OpenSearch Service in every account. */
const searchServiceRole = "AWSServiceRoleForAmazonOpenSearchService";

/**
 * What can be read of the account services that somebody else runs, so that the rules judge it. The provider (5.100.0)
 * has no way to read the Config recorder, Security Hub, Inspector, Macie, access analysers and the password policy.
 */
export class AccountReading extends Construct {
  readonly searchServiceRoleArn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new DataAwsEbsEncryptionByDefault(this, "disk_encryption", {});
    new DataAwsS3AccountPublicAccessBlock(this, "public_access", {});
    new DataAwsGuarddutyDetector(this, "detector", {});
    this.searchServiceRoleArn = new DataAwsIamRole(this, "search_service", { name: searchServiceRole }).arn;
  }
}
