/** What a file of HCL says, before anything about Terraform is known. */
import type { UnreadPlace, WrittenExpression } from "../../expression/written";

export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  /** Lines from 1, of the block's first word and of its closing brace. */
  readonly line: number;
  readonly lastLine: number;
  readonly body: HclBody;
}

export interface HclBody {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

export interface HclAttribute {
  readonly name: string;
  /** Unread where the value has a slip; the file's problems say so too. */
  readonly value: WrittenExpression | UnreadPlace;
  readonly line: number;
}

/** A top-level block (or what should have been one) that could not be read, or an attribute of one. */
export interface HclProblem {
  /** Set where only the value of this attribute could not be read, and the block around it could. */
  readonly attribute?: string;
  /** `resource "aws_vpc" "main"`, as far as it could be read. */
  readonly type: string | undefined;
  readonly labels: readonly string[];
  /** Where the block begins. */
  readonly blockLine: number;
  readonly lastLine: number;
  /** Where the reader stopped, and why. */
  readonly line: number;
  readonly message: string;
}

export interface HclComment {
  /** Without the marks that make it a comment. */
  readonly text: string;
  readonly line: number;
  readonly lastLine: number;
}

export interface HclFile extends HclBody {
  readonly problems: readonly HclProblem[];
  /** In the order of the file. */
  readonly comments: readonly HclComment[];
}
