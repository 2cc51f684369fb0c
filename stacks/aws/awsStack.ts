import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Backend, TerraformElement, TerraformOutput, TerraformStack, TerraformVariable, Token } from "cdktf";
import type { Construct, Node } from "constructs";
import type { Place } from "../../constructs/aws/place";
import type { StackDescriptor } from "../manifest";
import type { Contract, ValueKind, Values } from "./contract";
import type { AwsSettings } from "./settings";

export interface AwsStackProps {
  readonly settings: AwsSettings;
  /** What the stack is for, in one sentence. */
  readonly title: string;
  /** Why `destroy` leaves the whole stack alone. @default it goes */
  readonly keptOnDestroy?: string;
}

/** Exactly what the tests ran against; provider 6 is a change of this and of the tests. */
const awsProvider = { source: "registry.terraform.io/hashicorp/aws", version: "5.100.0" } as const;

/** The first Terraform whose S3 backend locks without DynamoDB for good. */
const engineVersions = ">= 1.11";

/** The same for the engine's own validation of what it writes. */
const engineTargets = { terraform: ">=1.11.0", opentofu: ">=1.11.0" };

/** Route 53's own region. */
const namesRegion = "us-east-1";

const terraformTypes: { readonly [kind in ValueKind]: string } = { string: "string", strings: "list(string)" };

/**
 * One state, one owner, one blast radius. Sets backend, lock, provider and addresses for all AWS stacks, and passes
 * values between them as typed variables and outputs.
 */
export abstract class AwsStack extends TerraformStack {
  protected readonly settings: AwsSettings;
  /** The environment's region, reached by the stack's default provider. */
  protected readonly home: Place;
  private readonly title: string;
  private readonly keptOnDestroy: string | undefined;
  private readonly inputs = new Map<string, { readonly stack: string; readonly output: string }>();
  private readonly pathOfId = new Map<string, string>();
  private recoveryPlace: Place | undefined;
  private namesPlace: Place | undefined;

  constructor(scope: Construct, name: string, props: AwsStackProps) {
    super(scope, name);
    this.node.setContext("targetVersions", engineTargets);
    this.settings = props.settings;
    this.title = props.title;
    this.keptOnDestroy = props.keptOnDestroy;
    const { accountId, region, stateBackend } = props.settings;
    this.home = { accountId, region };
    new AwsProvider(this, "aws", this.providerSettings(region));
    new S3Backend(this, {
      bucket: stateBackend.bucket,
      key: `${name}/terraform.tfstate`,
      region: stateBackend.region,
      encrypt: true,
      kmsKeyId: `arn:aws:kms:${stateBackend.region}:${accountId}:${stateBackend.kmsKeyAlias}`,
      useLockfile: true,
    });
    this.addOverride("terraform.required_version", engineVersions);
    this.addOverride("terraform.required_providers.aws", awsProvider);
    this.recordInputs();
  }

  /** What synthesis says of this stack to whoever plans and applies it. */
  describe(directory: string): StackDescriptor {
    const producers = [...new Set([...this.inputs.values()].map((input) => input.stack))].sort();
    return {
      name: this.node.id,
      title: this.title,
      directory,
      // Without an input a stack still needs the bucket that holds its state.
      needs: this.bootstrapsState ? [] : producers.length > 0 ? producers : ["state"],
      inputs: Object.fromEntries(this.inputs),
      bootstrapsState: this.bootstrapsState,
      ...(this.keptOnDestroy === undefined ? {} : { keptOnDestroy: this.keptOnDestroy }),
    };
  }

  /** True for the stack that makes the bucket in which all states lie, its own included. */
  protected get bootstrapsState(): boolean {
    return false;
  }

  /** The recovery region, with a provider configuration of its own that is declared on first use. */
  protected get recovery(): Place {
    this.recoveryPlace ??= {
      accountId: this.settings.accountId,
      region: this.settings.recoveryRegion,
      provider: new AwsProvider(this, "aws_recovery", {
        ...this.providerSettings(this.settings.recoveryRegion),
        alias: "recovery",
      }),
    };
    return this.recoveryPlace;
  }

  /** The region in which Route 53 wants signing keys and query logs of public zones; nothing is stored there for long. */
  protected get names(): Place {
    this.namesPlace ??= {
      accountId: this.settings.accountId,
      region: namesRegion,
      provider: new AwsProvider(this, "aws_names", { ...this.providerSettings(namesRegion), alias: "names" }),
    };
    return this.namesPlace;
  }

  /** Declares that this stack needs some outputs of an earlier one, and gives their values as tokens. */
  protected require<C extends Contract, Name extends keyof C["outputs"] & string>(
    producer: C,
    ...names: readonly Name[]
  ): Values<C, Name> {
    const values: { [name: string]: string | string[] } = {};
    for (const name of names) {
      const shape = producer.outputs[name];
      if (shape === undefined) throw new Error(`Stack ${producer.stack} offers no output ${name}`);
      const id = `${producer.stack}_${name}`;
      const variable = new TerraformVariable(this, id, {
        type: terraformTypes[shape.kind],
        description: shape.description,
        nullable: false,
      });
      this.inputs.set(id, { stack: producer.stack, output: name });
      values[name] = shape.kind === "strings" ? variable.listValue : variable.stringValue;
    }
    this.recordInputs();
    return values as Values<C, Name>;
  }

  /** Gives every output of this stack's contract its value. */
  protected offer<C extends Contract>(own: C, values: Values<C>): void {
    if (own.stack !== this.node.id) throw new Error(`Contract of ${own.stack} offered by ${this.node.id}`);
    for (const [name, shape] of Object.entries(own.outputs)) {
      const value = (values as { readonly [name: string]: string | string[] })[name];
      new TerraformOutput(this, name, { value: Token.asAny(value), description: shape.description });
    }
  }

  /** Terraform addresses are construct paths joined by `_`; the part `Default` names a construct's main resource. */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    const parts = node.scopes.slice(node.scopes.indexOf(this) + 1).map((scope) => scope.node.id);
    const id = parts.filter((part) => part !== "Default").join("_");
    if (!/^[a-z][a-z0-9_]*$/.test(id)) throw new Error(`Construct path ${node.path} gives no Terraform name: "${id}"`);
    const other = this.pathOfId.get(id);
    if (other !== undefined && other !== node.path) {
      throw new Error(`Construct paths ${other} and ${node.path} both give the Terraform name "${id}"`);
    }
    this.pathOfId.set(id, node.path);
    return id;
  }

  private providerSettings(region: string) {
    return {
      region,
      allowedAccountIds: [this.settings.accountId],
      defaultTags: [{ tags: { ...this.settings.tags, stack: this.node.id } }],
    };
  }

  /** The check engine reads this to follow a variable to the resource behind it in another stack. */
  private recordInputs(): void {
    this.addOverride("//.digitPlatform", { stack: this.node.id, inputs: Object.fromEntries(this.inputs) });
  }
}
