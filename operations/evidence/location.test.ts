import { UserError } from "../../common/errors";
import { FolderStore } from "./folderStore";
import { bucketPlaceOf, openEvidence } from "./location";

test.each([
  ["s3://evidence", { bucket: "evidence", prefix: "", region: undefined, lockedDays: 365 }],
  ["s3://evidence/demo/", { bucket: "evidence", prefix: "demo", region: undefined, lockedDays: 365 }],
  [
    "s3://evidence.np/a/b?region=ap-south-2&lock=730",
    { bucket: "evidence.np", prefix: "a/b", region: "ap-south-2", lockedDays: 730 },
  ],
  ["s3://evidence?lock=0", { bucket: "evidence", prefix: "", region: undefined, lockedDays: 0 }],
])("%s", (text, place) => {
  expect(bucketPlaceOf(text)).toEqual(place);
});

test("what the address says goes before what the environment says", () => {
  const environment = { region: "ap-south-1", lockedDays: 400 };
  expect(bucketPlaceOf("s3://evidence/x", environment)).toMatchObject(environment);
  expect(bucketPlaceOf("s3://evidence/x?region=ap-south-2&lock=500", environment)).toMatchObject({
    region: "ap-south-2",
    lockedDays: 500,
  });
});

test.each(["s3://", "s3://A/b", "s3://bucket?lock=ever", "s3://bucket?lock=99999", "s3://bucket?profile=x"])(
  "%s is refused",
  (text) => {
    expect(() => bucketPlaceOf(text)).toThrow(UserError);
  },
);

test("a folder, a bucket, and nothing else", async () => {
  expect(await openEvidence("some/folder")).toBeInstanceOf(FolderStore);
  expect((await openEvidence("s3://evidence/demo")).location).toBe("s3://evidence/demo");
  for (const text of ["https://example.org/evidence", ""]) await expect(openEvidence(text)).rejects.toThrow(UserError);
});
