/** Syntax tree of Terraform expressions, as far as the check engine reads them. */
export type Expression =
  | { readonly kind: "literal"; readonly value: null | boolean | number | string }
  /** A quoted string or a Terraform JSON string: its parts are joined as text. */
  | { readonly kind: "template"; readonly parts: readonly Expression[] }
  /** `aws_kms_key.data[0].arn`: a name and what is taken from it. */
  | { readonly kind: "reference"; readonly name: string; readonly steps: readonly Step[] }
  | { readonly kind: "access"; readonly target: Expression; readonly steps: readonly Step[] }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[]; readonly expandLast: boolean }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly items: readonly { readonly key: Expression; readonly value: Expression }[] }
  | { readonly kind: "conditional"; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: "unary"; readonly operator: "!" | "-"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | ForExpression;

export interface ForExpression {
  readonly kind: "for";
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly over: Expression;
  /** Present for `{for …: key => value}`, absent for `[for …: value]`. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly condition: Expression | undefined;
  /** `...` after the value: values of equal keys are grouped into lists. */
  readonly grouped: boolean;
}

export type Step =
  | { readonly kind: "attribute"; readonly name: string }
  | { readonly kind: "index"; readonly key: Expression }
  | { readonly kind: "splat" };

export type BinaryOperator = "||" | "&&" | "==" | "!=" | "<=" | ">=" | "<" | ">" | "+" | "-" | "*" | "/" | "%";

export type ParseResult =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly message: string; readonly offset: number };
