import { isDigest, isLatest, parseImage, readImage } from "./image";

test.each([
  ["nginx", "docker.io/library/nginx", undefined, undefined],
  ["egovio/egov-user:v1.2", "docker.io/egovio/egov-user", "v1.2", undefined],
  ["localhost:5000/app", "localhost:5000/app", undefined, undefined],
  ["localhost/app:1", "localhost/app", "1", undefined],
  ["Registry.example.org:443/a/b:c@sha256:00", "registry.example.org:443/a/b", "c", "sha256:00"],
  ["app@sha256:00", "docker.io/library/app", undefined, "sha256:00"],
  ["app:", "docker.io/library/app", undefined, undefined],
])("%s", (text, repository, tag, digest) => {
  expect(parseImage(text)).toMatchObject({ repository, tag, digest });
});

test("a digest fixes what a tag leaves open", () => {
  expect(["a", "a:latest", "a:1", "a:latest@sha256:0"].map((text) => isLatest(parseImage(text)))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("marks of tools that replace them are not known yet", () => {
  for (const value of ["app:<tag>", "%IMAGE%", "$(IMAGE):1"]) {
    expect(readImage({ kind: "known", value }).kind).toBe("unknown");
  }
});

test.each([
  [`sha256:${"0a".repeat(32)}`, true],
  [`sha256:${"0A".repeat(32)}`, false],
  ["sha256:0a", false],
  [`sha512:${"0a".repeat(32)}`, false],
  ["other+b64u:aGk_", true],
  ["0a0a", false],
])("%s is a digest: %j", (digest, expected) => {
  expect(isDigest(digest)).toBe(expected);
});
