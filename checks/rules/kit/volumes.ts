/** Volumes of a pod, and who mounts them. */
import type { BlockView } from "../../graph/graph";
import type { ContainerView, PodView } from "./kubernetes";

export interface VolumeView {
  readonly name: string;
  readonly view: BlockView;
}

export function volumesOf(pod: PodView): {
  readonly items: readonly VolumeView[];
  readonly unknown: string | undefined;
} {
  const list = pod.spec.blocks("volumes");
  return {
    items: list.items.map((view, index) => ({ view, name: textOf(view, "name") ?? `volumes[${index}]` })),
    unknown: list.unknown,
  };
}

/** Path of a volume on its node, without a slash at its end; undefined for other volumes. */
export function hostPathOf(volume: VolumeView): string | undefined {
  if (volume.view.get("hostPath").kind === "absent") return undefined;
  const path = textOf(volume.view, "hostPath.path") ?? "";
  return path.length > 1 ? path.replace(/\/+$/, "") : path;
}

export interface Mount {
  readonly container: ContainerView;
  readonly view: BlockView;
}

export function mountsOf(pod: PodView, volume: VolumeView): readonly Mount[] {
  return pod.containers.flatMap((container) =>
    container.view
      .blocks("volumeMounts")
      .items.filter((view) => textOf(view, "name") === volume.name)
      .map((view) => ({ container, view })),
  );
}

function textOf(view: BlockView, path: string): string | undefined {
  const reading = view.get(path);
  return reading.kind === "known" && typeof reading.value === "string" ? reading.value : undefined;
}
