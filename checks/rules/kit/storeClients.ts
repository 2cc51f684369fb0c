/** How workloads are told to call their stores: URLs and flags in environment variables and ConfigMaps. */
import type { ResourceNode } from "../../graph/graph";
import type { RuleContext } from "../../rule";
import { isObject, textOf } from "./datum";
import { podOf, workloadTypes } from "./kubernetes";

export type ClientKind = "database" | "cache" | "stream" | "search";

/** `verified`: encrypted, and the server proves who it is; `encrypted`: it need not; `open`: in the clear, or it may be. */
type Protection = "verified" | "encrypted" | "open";

export interface StoreClient {
  readonly kind: ClientKind;
  readonly protection: Protection;
  /** Path of the value. */
  readonly path: string;
  /** What is said, without user, password and the rest of the query. */
  readonly shown: string;
  /** In lower case, without the port; undefined where only a flag is given. */
  readonly host: string | undefined;
}

/** Objects that may say it. */
export const clientTypes: readonly string[] = [...workloadTypes, "ConfigMap"];

export function clientsOf(node: ResourceNode, { graph }: RuleContext): readonly StoreClient[] {
  if (node.type === "ConfigMap") {
    const data = node.get("data");
    if (data.kind !== "known" || !isObject(data.value)) return [];
    return Object.entries(data.value).flatMap(([name, value]) => {
      const text = textOf(value)?.text;
      return text === undefined ? [] : clientsIn(name, text, `data["${name}"]`);
    });
  }
  const pod = podOf(node, graph);
  return (pod?.containers ?? []).flatMap(({ view }) =>
    view.blocks("env").items.flatMap((entry) => {
      const [name, value] = [entry.get("name"), entry.get("value")];
      if (name.kind !== "known" || value.kind !== "known") return [];
      return clientsIn(String(name.value), String(value.value), `${entry.path}.value`);
    }),
  );
}

const url = /\b(?:jdbc:)?(postgres(?:ql)?|redis|rediss|valkey|valkeys|https?):\/\/[^\s"'<>]+/gi;
const protocolName = /security[._-]?protocol$/i;
const protocolLine = /security[._-]?protocol["']?\s*[=:]\s*["']?(PLAINTEXT|SASL_PLAINTEXT|SSL|SASL_SSL)\b/gi;

/** Of one named value, which may be a whole file of settings. */
function clientsIn(name: string, text: string, path: string): readonly StoreClient[] {
  const urls = [...text.matchAll(url)].flatMap((match) => fromUrl(match[0], path));
  const flag = protocolName.test(name) ? [text.trim().toUpperCase()] : [];
  const lines = [...text.matchAll(protocolLine)].map((match) => (match[1] ?? "").toUpperCase());
  const flags = [...flag, ...lines].flatMap((protocol): readonly StoreClient[] => {
    if (!/^(SASL_)?(PLAINTEXT|SSL)$/.test(protocol)) return [];
    const protection = protocol.endsWith("SSL") ? "verified" : "open";
    return [{ kind: "stream", protection, path, shown: `security.protocol=${protocol}`, host: undefined }];
  });
  return [...urls, ...flags];
}

function fromUrl(whole: string, path: string): readonly StoreClient[] {
  const match = /^(?:jdbc:)?([a-z]+):\/\/(?:[^@/?]*@)?([^/?]*)([^?]*)(?:\?(.*))?$/i.exec(whole);
  const scheme = match?.[1]?.toLowerCase() ?? "";
  const authority = match?.[2]?.toLowerCase() ?? "";
  const host = authority.replace(/:\d+$/, "");
  // What stays within the pod needs no TLS.
  if (host === "" || /^(localhost|127\.|\[?::1)/.test(host)) return [];
  const found = (kind: ClientKind, protection: Protection, more = ""): readonly StoreClient[] => [
    { kind, protection, path, shown: `${scheme}://${authority}${more}`, host },
  ];
  if (scheme.startsWith("postgres")) {
    const { protection, shown } = postgresProtection(match?.[4] ?? "");
    return found("database", protection, shown);
  }
  if (scheme === "redis" || scheme === "valkey") return found("cache", "open");
  if (scheme === "rediss" || scheme === "valkeys") return found("cache", "verified");
  const isSearch =
    /:9200$/.test(authority) || /(elasticsearch|opensearch)/.test(host) || /\.es\.amazonaws\.com$/.test(host);
  return isSearch ? found("search", scheme === "https" ? "verified" : "open") : [];
}

/** PostgreSQL: without sslmode libpq prefers TLS and goes on without it; the JDBC driver does the same. */
function postgresProtection(query: string): { readonly protection: Protection; readonly shown: string } {
  const mode = /(?:^|[&;])sslmode=([a-z-]+)/i.exec(query)?.[1]?.toLowerCase();
  const isOn = /(?:^|[&;])ssl=true/i.test(query);
  const shown = mode === undefined ? (isOn ? "?ssl=true" : "") : `?sslmode=${mode}`;
  // `ssl=true` alone is verify-full in the JDBC driver.
  if (mode === "verify-full" || (mode === undefined && isOn)) return { protection: "verified", shown };
  return { protection: mode === "verify-ca" || mode === "require" ? "encrypted" : "open", shown };
}
