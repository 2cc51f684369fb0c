import { tmpdir } from "node:os";
import { orFullDisk } from "./fullDisk";

const error = new Error("terraform show failed");
const roomy = { bavail: 1000, bsize: 4096, files: 1000, ffree: 10 };

it.each([
  ["bytes", { ...roomy, bavail: 3 }],
  ["inodes", { ...roomy, ffree: 0 }],
])("says that the disk is full where it is out of %s", (_, space) => {
  expect(orFullDisk(error, "/srv/out", () => space)).toMatchObject({
    code: "disk-full",
    exitCode: 4,
    message: expect.stringMatching(/disk of \/srv\/out; .*terraform show failed/),
  });
  const temporary = orFullDisk(error, "/srv/out", (folder) => (folder === tmpdir() ? space : roomy));
  expect(temporary).toMatchObject({ message: expect.stringContaining(`disk of ${tmpdir()};`) });
});

it("leaves the error alone where there is room, also on a file system that counts no inodes", () => {
  expect(orFullDisk(error, "/srv/out", () => roomy)).toBe(error);
  expect(orFullDisk(error, "/srv/out", () => ({ ...roomy, files: 0, ffree: 0 }))).toBe(error);
});
