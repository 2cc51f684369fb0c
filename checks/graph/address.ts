/** Addresses of modules as plans and states write them: `module.a["k"].module.b[0]`. */
export interface ModuleSegment {
  readonly name: string;
  readonly key: string | number | undefined;
}

export function parseModuleAddress(address: string): readonly ModuleSegment[] {
  const segment = /module\.([^.[\]"]+)(?:\[(?:(\d+)|("(?:[^"\\]|\\.)*"))\])?(?:\.|$)/gy;
  return [...address.matchAll(segment)].map((match) => ({
    name: match[1] ?? "",
    key: match[2] !== undefined ? Number(match[2]) : match[3] !== undefined ? unquoted(match[3]) : undefined,
  }));
}

function unquoted(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : text;
  } catch {
    return text.slice(1, -1);
  }
}

/** `aws_kms_key.data`, or `data.aws_vpc.given`. */
export function baseOf(resource: {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
}): string {
  return `${resource.mode === "data" ? "data." : ""}${resource.type}.${resource.name}`;
}
