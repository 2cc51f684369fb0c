import { evaluate } from "../../evaluate";
import { buildGraph } from "../../graph/buildGraph";
import { readInputs } from "../../inputs/readInputs";
import { rule } from "./S3-04";

/** A state as the provider leaves it: the bucket's own block was read before its versioning was made. */
function state(split: readonly unknown[]): string {
  const managed = (type: string, values: unknown): unknown => ({
    address: `${type}.files`,
    mode: "managed",
    type,
    name: "files",
    provider_name: "registry.terraform.io/hashicorp/aws",
    values,
  });
  return JSON.stringify({
    format_version: "1.0",
    terraform_version: "1.11.4",
    values: {
      root_module: {
        resources: [
          managed("aws_s3_bucket", {
            id: "files",
            bucket: "files",
            arn: "arn:aws:s3:::files",
            versioning: [{ enabled: false, mfa_delete: false }],
          }),
          ...split.map((values) => managed("aws_s3_bucket_versioning", values)),
        ],
      },
    },
  });
}

function statuses(text: string): string[] {
  const { inputs } = readInputs([{ path: "state.json", content: text, kind: "state" }]);
  const report = evaluate(buildGraph(inputs), [rule], { version: "0", now: new Date(0), show: "all" });
  return report.findings.map((finding) => `${finding.resource} ${finding.status}`);
}

describe("S3-04 on a state", () => {
  it("goes by the versioning resource, not by the leftover of the bucket's own block", () => {
    expect(
      statuses(state([{ id: "files", bucket: "files", versioning_configuration: [{ status: "Enabled" }] }])),
    ).toEqual(["aws_s3_bucket.files pass"]);
  });

  it("fails when that resource suspends it, and when there is none", () => {
    expect(
      statuses(state([{ id: "files", bucket: "files", versioning_configuration: [{ status: "Suspended" }] }])),
    ).toContain("aws_s3_bucket.files fail");
    expect(statuses(state([]))).toEqual(["aws_s3_bucket.files fail"]);
  });
});
