/** What a database parameter group sets, and what its family has by default. */
import type { ResourceNode } from "../../graph/graph";
import { textOf } from "./datum";
import { type Answer, yesIf } from "./predicates";

export interface Family {
  readonly engine: string;
  /** Undefined where the family does not name one (`sqlserver-ex`). */
  readonly major: number | undefined;
}

/** `postgres16`, `aurora-mysql8.0`, and the same inside `default.postgres16`. */
export function familyOf(name: string): Family {
  // The only engine with a digit in its name.
  const db2 = /db2-[as]e/.exec(name.toLowerCase());
  if (db2) return { engine: db2[0], major: undefined };
  const match = /^(?:default\.)?([a-z-]+?)-?(\d+)?(?:\.\d+)*$/.exec(name.toLowerCase());
  return { engine: match?.[1] ?? name, major: match?.[2] === undefined ? undefined : Number(match[2]) };
}

export type ParameterValue =
  | { readonly kind: "set"; readonly value: string }
  | { readonly kind: "absent" }
  | { readonly kind: "unknown"; readonly cause: string };

/** The value that a parameter group gives a parameter; RDS takes names without regard to case. */
export function parameterOf(group: ResourceNode, name: string): ParameterValue {
  const parameters = group.blocks("parameter");
  let hidden = parameters.unknown;
  for (const parameter of parameters.items) {
    const named = parameter.get("name");
    if (named.kind !== "known") {
      hidden ??= "the name of a parameter is not known";
    } else if (typeof named.value === "string" && named.value.toLowerCase() === name) {
      const reading = parameter.get("value");
      const text = reading.kind === "known" ? textOf(reading.value) : undefined;
      return text?.kind === "text"
        ? { kind: "set", value: text.text }
        : { kind: "unknown", cause: `the value of ${name} is not known` };
    }
  }
  return hidden === undefined ? { kind: "absent" } : { kind: "unknown", cause: hidden };
}

export interface TransportParameter {
  readonly name: string;
  readonly on: string;
  /** First major version whose default it is. */
  readonly defaultFrom: number | undefined;
}

/**
 * Sources: "Using SSL with a PostgreSQL DB instance" (default 1 from 15), "Securing Aurora PostgreSQL data with
 * SSL/TLS" (from 17), and the pages on MySQL, MariaDB, SQL Server and Db2 in the RDS user guide.
 */
const transportParameters: Readonly<Record<string, TransportParameter>> = {
  postgres: { name: "rds.force_ssl", on: "1", defaultFrom: 15 },
  "aurora-postgresql": { name: "rds.force_ssl", on: "1", defaultFrom: 17 },
  mysql: { name: "require_secure_transport", on: "ON", defaultFrom: undefined },
  mariadb: { name: "require_secure_transport", on: "ON", defaultFrom: undefined },
  "aurora-mysql": { name: "require_secure_transport", on: "ON", defaultFrom: undefined },
  "db2-ae": { name: "db2comm", on: "SSL", defaultFrom: undefined },
  "db2-se": { name: "db2comm", on: "SSL", defaultFrom: undefined },
};

/** The parameter that makes the engine refuse connections without TLS; undefined for an engine without one. */
export function transportParameter(engine: string): TransportParameter | undefined {
  if (engine.startsWith("sqlserver")) return { name: "rds.force_ssl", on: "1", defaultFrom: undefined };
  return Object.hasOwn(transportParameters, engine) ? transportParameters[engine] : undefined;
}

export function isOnByDefault(parameter: TransportParameter, family: Family): Answer {
  if (parameter.defaultFrom === undefined) return "no";
  return family.major === undefined ? "unknown" : yesIf(family.major >= parameter.defaultFrom);
}

export function isOn(parameter: TransportParameter, value: string): boolean {
  const text = value.trim().toLowerCase();
  // Db2 lists the transports that it takes, so that only TLS alone rules plain connections out.
  return text === parameter.on.toLowerCase() || (parameter.on !== "SSL" && ["1", "on", "true"].includes(text));
}
