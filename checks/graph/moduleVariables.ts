/** Variables of one module instance: what the caller, the input, another stack or a default gives them. */
import { hole } from "../expression/datum";
import { parseExpression } from "../expression/parser";
import { converted, typeConstraint } from "../expression/types";
import { ConfigLeaf, isLiteralFalse, WrittenExpression } from "../expression/written";
import { type Cursor, materialise } from "./cursor";
import type { Datum } from "./graph";
import type { ModuleScope } from "./moduleScope";
import { plain } from "./plain";
import type { Output, World } from "./world";

export class ModuleVariables {
  constructor(
    private readonly scope: ModuleScope,
    private readonly world: World,
  ) {}

  value(name: string): Datum {
    return this.scope.once(`var.${name}`, () => {
      const value = this.givenValue(name);
      const type = this.scope.config?.variables.get(name)?.type;
      const written = type instanceof WrittenExpression ? type.expression : undefined;
      const parsed = typeof type === "string" ? parseExpression(type) : undefined;
      const constraint = written ?? (parsed?.ok ? parsed.expression : undefined);
      return constraint ? converted(value, typeConstraint(constraint)) : value;
    });
  }

  private givenValue(name: string): Datum {
    const body = this.scope.config?.variables.get(name);
    const stated = this.cursor(name);
    const given = stated && materialise(stated);
    const isNull = given === null && body !== undefined && isLiteralFalse(body.nullable);
    if (given !== undefined && !isNull) return given;
    const linked = this.linked(name);
    if (linked) return linked.value();
    if (body && Object.hasOwn(body, "default")) {
      const { default: value } = body;
      // Text of a default is no template; only HCL has expressions there.
      return value instanceof ConfigLeaf
        ? materialise({ kind: "config", value, syntax: "json", scope: this.scope })
        : materialise({ kind: "config", value: { constant_value: value }, syntax: "plan", scope: this.scope });
    }
    return hole(`the variable ${name} has no value here`);
  }

  /** The value that a variable is given: by the caller, or by the input itself. */
  cursor(name: string): Cursor | undefined {
    if (this.scope.parent) {
      const { call, scope, module } = this.scope.parent;
      if (!Object.hasOwn(call.arguments, name)) return undefined;
      return { kind: "config", value: call.arguments[name], syntax: module.config?.syntax ?? "json", scope };
    }
    const values = this.scope.input.variables;
    if (!values || !Object.hasOwn(values, name)) return undefined;
    const value = values[name];
    return value instanceof ConfigLeaf
      ? { kind: "config", value, syntax: "json", scope: this.scope }
      : { kind: "datum", datum: plain(value) };
  }

  linked(name: string): Output | undefined {
    if (this.scope.parent || !Object.hasOwn(this.scope.input.links, name)) return undefined;
    const link = this.scope.input.links[name];
    return link && this.world.output(link.stack, link.output, this.scope.inputIndex);
  }
}
