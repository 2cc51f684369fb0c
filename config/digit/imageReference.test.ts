import { fullRepository, parseReference } from "./imageReference";

test.each([
  ["egovio/egov-user", "docker.io/egovio/egov-user"],
  ["nginx", "docker.io/library/nginx"],
  ["quay.io/jetstack/cert-manager-controller", "quay.io/jetstack/cert-manager-controller"],
  ["localhost/team/tool", "localhost/team/tool"],
  ["registry:5000/tool", "registry:5000/tool"],
])("%s is %s", (repository, full) => expect(fullRepository(repository)).toBe(full));

test("Docker Hub answers under another name than references have", () => {
  expect(parseReference("docker.io/egovio/egov-user:v1")).toEqual({
    host: "registry-1.docker.io",
    repository: "egovio/egov-user",
    tag: "v1",
  });
});

test("a port is no tag", () => {
  expect(parseReference("localhost:5000/a/b:1.2")).toEqual({ host: "localhost:5000", repository: "a/b", tag: "1.2" });
});
