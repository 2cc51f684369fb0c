import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fixtureEnvironment } from "../../stacks/fixture";
import { type EnvironmentImage, imageList, unresolved } from "./imageList";
import { readImageLock, writeImageLock } from "./imageLock";
import { mirrorScript } from "./mirrorScript";

const digest = `sha256:${"a".repeat(64)}`;
const none = { digests: new Map<string, string>() };
const userOf = (images: readonly EnvironmentImage[]) => images.filter(({ service }) => service === "egov-user");

describe("the list of an environment's images", () => {
  const { images, notInRelease } = imageList(fixtureEnvironment, none);

  test("holds service, migration and configuration, from where they are published to where they run", () => {
    expect(userOf(images).map(({ part }) => part)).toEqual(["service", "migration"]);
    for (const { source, target } of images) {
      if (source !== null) expect(source).toMatch(/^[a-z.]+\/.+:.+/);
      expect(target).toMatch(/^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com\/.+:.+/);
    }
    expect(images.filter(({ part }) => part === "configuration").map(({ source }) => source)).toContain(null);
  });

  test("says what has no digest and what the release does not have, and invents neither", () => {
    expect(images.filter((image) => image.digest !== null)).toEqual([]);
    expect(unresolved(images)).toContain(userOf(images)[0]?.source);
    expect(notInRelease.every((name) => !images.some(({ service }) => service === name))).toBe(true);
  });

  test("takes digests from the file beside the environment", () => {
    const [user] = userOf(images);
    const found = imageList(fixtureEnvironment, { digests: new Map([[user?.source ?? "", digest]]) });
    expect(userOf(found.images)[0]).toMatchObject({ digest, digestFrom: "images-file" });
  });
});

describe("the script that mirrors", () => {
  const [user] = userOf(imageList(fixtureEnvironment, none).images);
  const known = { ...(user as EnvironmentImage), digest };

  test("copies by digest, never by tag", () => {
    const script = mirrorScript([known]);
    expect(script).toContain(`copy 'docker.io/egovio/egov-user@${digest}' '${known.target}'`);
    expect(script).toMatch(/skopeo copy --all --preserve-digests/);
  });

  test("is not written while a digest is missing", () => {
    expect(() => mirrorScript([known, { ...known, digest: null }])).toThrow(/1 of 2 images have no digest/);
  });
});

describe("the file of digests", () => {
  const path = join(mkdtempSync(join(tmpdir(), "digit-images-")), "images", "demo.json");

  test("is read as it was written, sorted", () => {
    const digests = new Map([
      ["docker.io/b:1", digest],
      ["docker.io/a:1", digest],
    ]);
    writeImageLock(path, { digests });
    expect(readImageLock(path).digests).toEqual(digests);
    expect(readFileSync(path, "utf8").indexOf("a:1")).toBeLessThan(readFileSync(path, "utf8").indexOf("b:1"));
  });

  test("is refused whole, with every problem", () => {
    writeFileSync(
      path,
      JSON.stringify({ schemaVersion: "1.0", images: { "docker.io/a:1": "latest", "'; rm": digest } }),
    );
    expect(() => readImageLock(path)).toThrow(/no list of digests/);
    try {
      readImageLock(path);
    } catch (error) {
      expect((error as { problems: unknown[] }).problems).toHaveLength(2);
    }
  });

  test.each(["{", "[]", '{"schemaVersion": "2.0", "images": {}}'])("%s is refused", (text) => {
    writeFileSync(path, text);
    expect(() => readImageLock(path)).toThrow(/cannot be read as JSON|no list of digests/);
  });
});
