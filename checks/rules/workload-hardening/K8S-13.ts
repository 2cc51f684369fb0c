import type { Json } from "../../../common/json";
import { joinPath } from "../../graph/path";
import type { RuleContext } from "../../rule";
import { frameworks } from "../kit/frameworks";
import { type Image, isDigest, isLatest, readImage } from "../kit/image";
import type { ContainerView } from "../kit/kubernetes";
import type { ContainerAnswer } from "../kit/kubernetesJudge";
import { type ContainerQuestion, judgeQuestions, podRule } from "../kit/podRule";

/**
 * Registries that Kubernetes has left: k8s.gcr.io is frozen since 3 April 2023 and only redirects, the projects behind
 * gcr.io/google_containers and google-containers get nothing new (kubernetes.io/blog/2023/02/06).
 */
const retired = ["k8s.gcr.io", "gcr.io/google_containers", "gcr.io/google-containers", "gcr.io/kubernetes-helm"];

/** What runs is what was named, from where it may come. */
export const rule = podRule(
  {
    id: "K8S-13",
    title: "Images are fixed by a tag, better by a digest, and come from allowed registries",
    control: "workload-hardening.image-provenance",
    severity: "medium",
    rationale:
      "A name without a fixed tag means another image tomorrow, and a tag can be moved by whoever may push; only a digest proves that what runs is what was scanned and approved.",
    remediation:
      "Write the container's image with a version as its tag and with its digest, as registry.example.org/app:1.2.3@sha256:…, from a registry of the parameter allowedRegistries; take Kubernetes' own images from registry.k8s.io.",
    parameters: {
      allowedRegistries: {
        description:
          "Registries, or repositories below them, that images may come from, for instance registry.example.org/digit. Empty: any.",
        default: [],
      },
    },
    checks: [
      {
        id: "K8S-13.latest-tag",
        title: "Every image has a tag other than latest, or a digest",
        severity: "medium",
        equivalents: { checkov: ["CKV_K8S_14"], trivy: ["KSV-0013"], kubelinter: ["latest-tag"] },
      },
      {
        id: "K8S-13.digest",
        title: "Every image is fixed by its digest",
        severity: "low",
        equivalents: { checkov: ["CKV_K8S_43"], kubescape: ["C-0306"] },
      },
      {
        id: "K8S-13.digest-form",
        title: "A digest has the form of one, for no other image can be pulled",
        severity: "low",
        equivalents: { kubescape: ["C-0306"] },
      },
      {
        id: "K8S-13.registry",
        title: "Every image comes from an allowed registry",
        severity: "medium",
        equivalents: { trivy: ["KSV-0125"], kubescape: ["C-0078"] },
      },
      {
        id: "K8S-13.retired-registry",
        title: "No image comes from a registry that gets no updates any more",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({ cisEks: ["5.1.4"], nist: ["CM-2", "SI-7"], iso: ["A.8.19", "A.8.9"] }),
  },
  (pod, context) => judgeQuestions(pod, questionsWith(allowedIn(context))),
);

function allowedIn(context: RuleContext): readonly string[] {
  const value = context.parameter("allowedRegistries");
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string" && one !== "") : [];
}

function questionsWith(allowed: readonly string[]): readonly ContainerQuestion[] {
  const base = [
    imageQuestion("K8S-13.latest-tag", "a tag other than latest, or a digest", "runs an image without a fixed tag", {
      isGood: (image) => !isLatest(image),
    }),
    imageQuestion("K8S-13.digest", "image@sha256:…", "runs an image that no digest fixes", {
      isGood: (image) => image.digest !== undefined,
    }),
    imageQuestion("K8S-13.digest-form", "sha256:<64 hexadecimal digits>", "names a digest that is none", {
      isGood: ({ digest }) => digest === undefined || isDigest(digest),
      withoutImage: "fine",
    }),
    imageQuestion("K8S-13.retired-registry", "registry.k8s.io", "runs an image of a registry without updates", {
      isGood: ({ repository }) => !retired.some((one) => isBelow(repository, one)),
      withoutImage: "fine",
    }),
  ];
  if (allowed.length === 0) return base;
  const registry = imageQuestion("K8S-13.registry", allowed, "runs an image of a registry that is not allowed", {
    isGood: ({ repository }) => allowed.some((one) => isBelow(repository, one)),
    withoutImage: "fine",
  });
  return [...base, registry];
}

/** `registry.example.org/digit` allows `registry.example.org/digit/app`, and nothing of `registry.example.organic`. */
function isBelow(repository: string, allowed: string): boolean {
  const prefix = allowed.replace(/\/+$/, "");
  return repository === prefix || repository.startsWith(`${prefix}/`);
}

interface ImageTest {
  isGood(image: Image): boolean;
  /** A container without an image is refused by the API, unless something fills it in. */
  readonly withoutImage?: "fine";
}

function imageQuestion(check: string, expected: Json, fails: string, test: ImageTest): ContainerQuestion {
  return {
    check,
    expected,
    fails,
    passes: "All images are as expected",
    ask: (container) => askImage(container, test),
  };
}

function askImage(container: ContainerView, { isGood, withoutImage }: ImageTest): ContainerAnswer | undefined {
  const path = joinPath(container.view.path, "image");
  const read = readImage(container.view.get("image"));
  if (read.kind === "unknown") return { answer: "unknown", path, actual: null, reason: read.cause };
  if (read.kind === "absent")
    return withoutImage ? undefined : { answer: "no", path, actual: null, says: "names no image" };
  return { answer: isGood(read.image) ? "yes" : "no", path, actual: read.text };
}
