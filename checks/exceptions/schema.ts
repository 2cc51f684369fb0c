/** Shape of an exceptions file. What depends on time, people and findings is judged later, by the rules `EXC-…`. */
import { inlineTools } from "./model";

const text = { type: "string", minLength: 1, pattern: "\\S" } as const;

const moment = {
  type: "string",
  pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(T([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?Z)?$",
  description: "must be a day (2026-03-31) or a moment in UTC (2026-03-31T18:00:00Z)",
} as const;

const approvalProperties = {
  reason: {
    type: "string",
    minLength: 10,
    description: "must say in a sentence why the exception is acceptable",
  },
  owner: { ...text, description: "must name who answers for the exception, best by e-mail address" },
  approvedBy: {
    type: ["string", "array"],
    minLength: 1,
    minItems: 1,
    maxItems: 5,
    uniqueItems: true,
    items: text,
    description: "must name who approved it, or list them",
  },
  ticket: { ...text, description: "must name the ticket that follows it up" },
  expires: moment,
  granted: moment,
} as const;
const approvalKeys = ["reason", "owner", "approvedBy", "ticket", "expires"] as const;

/** One exact address. A star may stand only in the quotes of an index, where it is a character of the key. */
const address = {
  type: "string",
  maxLength: 1000,
  pattern: '^(?!\\s)(?:[^*"]|"[^"]*")+$',
  description: "must be the exact address of one resource; a wildcard covers more than anybody has looked at",
} as const;

export const entrySchema = {
  type: "object",
  additionalProperties: false,
  required: ["rule", "resource", ...approvalKeys],
  properties: {
    rule: {
      type: "string",
      pattern: "^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$",
      description: "must be the id of one rule, for instance RDS-05",
    },
    check: {
      type: "string",
      pattern: "^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+\\.[a-z0-9-]+$",
      description: "must be the id of one check, for instance RDS-05.final-snapshot",
    },
    stack: { ...text, description: "must be the name of a stack" },
    resource: address,
    ...approvalProperties,
    emergency: { type: "boolean", description: "must be true or false" },
  },
} as const;

const allowance = {
  type: "object",
  additionalProperties: false,
  required: ["tool", "ids", ...approvalKeys],
  properties: {
    tool: { enum: inlineTools, description: `must be one of ${inlineTools.join(", ")}` },
    ids: {
      type: "array",
      minItems: 1,
      maxItems: 100,
      uniqueItems: true,
      items: {
        type: "string",
        pattern: "^[A-Za-z0-9][A-Za-z0-9._-]*$",
        description: "must be one id of that tool in full, for instance CKV_AWS_18",
      },
      description: "must list ids of that tool",
    },
    resources: {
      type: "array",
      minItems: 1,
      maxItems: 1000,
      uniqueItems: true,
      items: address,
      description: "must list exact addresses",
    },
    ...approvalProperties,
  },
} as const;

const approver = {
  type: ["string", "object"],
  minLength: 1,
  pattern: "\\S",
  additionalProperties: false,
  required: ["name", "email"],
  properties: {
    name: { ...text, description: "must be the name of the person" },
    email: { type: "string", pattern: "^[^@\\s<>]+@[^@\\s<>]+$", description: "must be an e-mail address" },
  },
  description: "must be a name, `Name <address>`, or {name, email}",
} as const;

export const fileSchema = {
  type: ["object", "null"],
  additionalProperties: false,
  properties: {
    approvers: {
      type: "array",
      minItems: 1,
      maxItems: 50,
      items: approver,
      description: "must list who may approve",
    },
    inline: {
      type: "object",
      additionalProperties: false,
      required: ["allow"],
      properties: { allow: { type: ["array", "null"], items: allowance, description: "must be a list" } },
      description: "must hold `allow`",
    },
    exceptions: { type: ["array", "null"], items: entrySchema, description: "must be a list" },
  },
} as const;
