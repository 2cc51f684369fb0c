import type { RuleExamples } from "../../rule";
import { deploymentExample } from "../kit/podExample";

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
const latest = "K8S-13.latest-tag";
const byDigest = "K8S-13.digest";
const running = (...images: readonly string[]) =>
  `containers:\n${images.map((image, index) => `  - name: c${index}\n    image: ${image}\n`).join("")}`;

export const examples: RuleExamples = [
  deploymentExample("good", running(`registry.example.org/permits:2.4.1@${digest}`)),
  deploymentExample("good-digest-alone", running(`localhost:5000/permits@${digest}`)),
  deploymentExample("bad-tag-alone", running("registry.example.org/permits:2.4.1"), [byDigest]),
  deploymentExample("bad-latest", running(`registry.example.org/a@${digest}`, "registry.example.org/b:latest"), [
    latest,
    byDigest,
  ]),
  deploymentExample("bad-without-tag", running("registry.example.org:5000/permits"), [latest, byDigest]),
  deploymentExample("bad-digest", running("registry.example.org/permits:2.4.1@sha256:0123"), ["K8S-13.digest-form"]),
  deploymentExample("bad-retired", running(`k8s.gcr.io/external-dns/external-dns:v0.8.0@${digest}`), [
    "K8S-13.retired-registry",
  ]),
  deploymentExample(
    "open",
    running('"registry.example.org/permits:{{ tag }}"'),
    [],
    [latest, byDigest, "K8S-13.digest-form", "K8S-13.retired-registry"],
  ),
];
