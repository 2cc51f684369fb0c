import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dockerLogins } from "./dockerLogins";

const folder = mkdtempSync(join(tmpdir(), "digit-docker-"));

test("finds Docker Hub under the name that docker login gives it, and nothing for others", () => {
  const auths = { "https://index.docker.io/v1/": { auth: "aHVi" }, "harbor.example.org": { auth: "aGFyYm9y" } };
  writeFileSync(join(folder, "config.json"), JSON.stringify({ auths }));
  const login = dockerLogins(folder);
  expect(login("registry-1.docker.io")).toBe("Basic aHVi");
  expect(login("harbor.example.org")).toBe("Basic aGFyYm9y");
  expect(login("example.org")).toBeUndefined();
});

test("nobody is logged in where there is no file", () => {
  expect(dockerLogins(join(folder, "none"))("registry-1.docker.io")).toBeUndefined();
});
