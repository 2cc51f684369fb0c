import type { AdmissionCheck, AdmissionRule } from "../model";

const retired = ["k8s.gcr.io", "gcr.io/google_containers", "gcr.io/google-containers", "gcr.io/kubernetes-helm"];
const matches = (pattern: string) => `container.image.matches(${JSON.stringify(pattern)})`;
const hasImage = 'has(container.image) && container.image != ""';
const hasDigest = matches("@.");
const hasTag = `${matches(":[^/@:]+$")} && !container.image.endsWith(":latest")`;
const known = matches("@(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}|blake3:[0-9a-f]{64})$");
const other = `(${matches("@[a-z0-9]+([.+_-][a-z0-9]+)*:[A-Za-z0-9=_-]+$")} && !${matches("@(sha256|sha512|blake3):")})`;
/** Docker Hub is what a name without a registry means, and its own folder one without a slash. */
const fullName = `(${matches("^([^/]*[.:][^/]*|localhost)/")} ? container.image : container.image.contains("/") ? "docker.io/" + container.image : "docker.io/library/" + container.image)`;

/** A colon after a registry starts its port, one after a repository a tag. */
const isBelow = (places: readonly string[]) => {
  const conditions = places
    .map((place) => place.replace(/\/+$/, ""))
    .flatMap((place) => [
      `${fullName}.startsWith(${JSON.stringify(`${place}/`)})`,
      ...(place.includes("/") ? [`${fullName}.matches(${JSON.stringify(`^${escaped(place)}([:@]|$)`)})`] : []),
    ]);
  return `(${conditions.join(" || ")})`;
};

function escaped(text: string): string {
  return text.replace(/[^A-Za-z0-9/_-]/g, "\\$&");
}

function registryCheck(parameter: (name: string) => unknown): readonly AdmissionCheck[] {
  const value = parameter("allowedRegistries");
  const allowed = Array.isArray(value)
    ? value.filter((one): one is string => typeof one === "string" && one !== "")
    : [];
  if (allowed.length === 0) return [];
  return [{ check: "K8S-13.registry", each: "container", expression: `!(${hasImage}) || ${isBelow(allowed)}` }];
}

export const k8s13: AdmissionRule = {
  rule: "K8S-13",
  checks: (parameter) => [
    { check: "K8S-13.latest-tag", each: "container", expression: `${hasImage} && (${hasDigest} || (${hasTag}))` },
    { check: "K8S-13.digest", each: "container", expression: `${hasImage} && ${hasDigest}` },
    {
      check: "K8S-13.digest-form",
      each: "container",
      expression: `!(${hasImage}) || !${hasDigest} || ${known} || ${other}`,
    },
    ...registryCheck(parameter),
    { check: "K8S-13.retired-registry", each: "container", expression: `!(${hasImage}) || !${isBelow(retired)}` },
  ],
};
