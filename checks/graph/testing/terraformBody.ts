/** For tests: objects of manifests as the Terraform resources that make them. */
import { isUserMap, kindOfTerraform, terraformName } from "../kubernetesNames";

/** Type of the resource that makes objects of a kind; undefined where the provider has none. */
export function terraformTypeOf(kind: string): string | undefined {
  const type = `kubernetes_${kind.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase()}_v1`;
  return kindOfTerraform(type) === kind ? type : undefined;
}

export function terraformBodyOf(object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { apiVersion: _apiVersion, kind, ...rest } = object;
  return bodyOf(rest, String(kind));
}

function bodyOf(value: Readonly<Record<string, unknown>>, kind: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      terraformName(name, kind),
      isUserMap(name) && !Array.isArray(member) ? member : memberOf(member, kind),
    ]),
  );
}

function memberOf(value: unknown, kind: string): unknown {
  if (Array.isArray(value)) return value.map((item) => memberOf(item, kind));
  return typeof value === "object" && value !== null ? bodyOf(value as Record<string, unknown>, kind) : value;
}
