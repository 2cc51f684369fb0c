import { dataBearing, liftedProtections, reduceTo, remainingOf } from "./reduce";

const source = {
  provider: { aws: [{ region: "ap-south-1" }] },
  resource: {
    aws_kms_key: { archive: { description: "archive" }, data: { description: "data" } },
    aws_kms_alias: {
      archive: { target_key_id: "${aws_kms_key.archive.key_id}" },
      data: { target_key_id: "${aws_kms_key.data.key_id}" },
    },
    aws_s3_bucket: { archive: { bucket: "archive" }, files: { bucket: "files" } },
    aws_s3_bucket_public_access_block: {
      archive: { bucket: "${aws_s3_bucket.archive.id}" },
      files: { bucket: "${aws_s3_bucket.files.id}" },
    },
    aws_s3_bucket_server_side_encryption_configuration: {
      archive: {
        bucket: "${aws_s3_bucket.archive.id}",
        rule: [{ kms: "${aws_kms_key.archive.arn}" }],
        depends_on: ["aws_db_instance.main", "aws_kms_key.archive"],
      },
    },
    aws_s3_bucket_object_lock_configuration: {
      archive: {
        bucket: "${aws_s3_bucket.archive.id}",
        rule: { default_retention: { mode: "COMPLIANCE", days: 365 } },
      },
    },
    aws_db_instance: { main: { deletion_protection: true, kms_key_id: "${aws_kms_key.data.arn}" } },
  },
  output: { archive_arn: { value: "${aws_s3_bucket.archive.arn}" }, db: { value: "${aws_db_instance.main.endpoint}" } },
};
const remaining = new Set(remainingOf(source).map(({ address }) => address));

describe("destroying a stack", () => {
  it("leaves a locked bucket with everything that protects it, and its key; nothing else", () => {
    expect([...remaining]).toEqual([
      "aws_kms_alias.archive",
      "aws_kms_key.archive",
      "aws_s3_bucket.archive",
      "aws_s3_bucket_object_lock_configuration.archive",
      "aws_s3_bucket_public_access_block.archive",
      "aws_s3_bucket_server_side_encryption_configuration.archive",
    ]);
  });

  it("says why and for how long", () => {
    expect(remainingOf(source).find(({ address }) => address === "aws_s3_bucket.archive")?.why).toMatch(
      /object lock.*365 days/,
    );
  });

  it("keeps of the configuration what remains, without orders and outputs that lead to what goes", () => {
    const reduced = reduceTo(source, remaining) as {
      resource: Record<string, Record<string, Record<string, unknown>>>;
      output: Record<string, unknown>;
      provider: unknown;
    };
    expect(Object.keys(reduced.resource)).not.toContain("aws_db_instance");
    expect(Object.keys(reduced.resource.aws_s3_bucket ?? {})).toEqual(["archive"]);
    expect(reduced.resource.aws_s3_bucket_server_side_encryption_configuration?.archive?.depends_on).toEqual([
      "aws_kms_key.archive",
    ]);
    expect(Object.keys(reduced.output)).toEqual(["archive_arn"]);
    expect(reduced.provider).toEqual(source.provider);
  });

  it("lifts protections on exactly what goes", () => {
    const going = new Set(["aws_db_instance.main", "aws_s3_bucket.files"]);
    expect(liftedProtections(source, going)).toEqual({
      addresses: ["aws_db_instance.main", "aws_s3_bucket.files"],
      override: {
        resource: {
          aws_db_instance: { main: { deletion_protection: false } },
          aws_s3_bucket: { files: { force_destroy: true } },
        },
      },
    });
  });

  it("lists what holds data", () => {
    expect(dataBearing(source, new Set(["aws_db_instance.main", "aws_kms_key.data", "aws_s3_bucket.files"]))).toEqual([
      "aws_db_instance.main",
      "aws_s3_bucket.files",
    ]);
  });

  it("leaves nothing of a stack without locks", () => {
    expect(remainingOf({ resource: { aws_vpc: { main: {} } } })).toEqual([]);
    expect(reduceTo({ resource: { aws_vpc: { main: {} } } }, new Set())).toEqual({});
  });
});

test("of a stack that goes wholly nothing is left in the state, what it only read included", () => {
  const source = {
    terraform: { backend: {} },
    data: { aws_region: { here: {} } },
    resource: { aws_vpc: { main: { cidr_block: "10.0.0.0/16" } } },
    output: { region: { value: "${data.aws_region.here.name}" }, records: { value: [] } },
  };
  expect(reduceTo(source, new Set())).toEqual({ terraform: { backend: {} } });
  expect(reduceTo(source, new Set(["aws_vpc.main"]))).toEqual(source);
});
