/** Shape of an exceptions file. What depends on time, people and findings is judged later, by the rules `EXC-…`. */
const text = { type: "string", minLength: 1, pattern: "\\S" } as const;

const moment = {
  type: "string",
  pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(T([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?Z)?$",
  description: "must be a day (2026-03-31) or a moment in UTC (2026-03-31T18:00:00Z)",
} as const;

export const entrySchema = {
  type: ["object", "null"],
  additionalProperties: false,
  properties: {
    exceptions: {
      type: ["array", "null"],
      items: {
        type: "object",
        additionalProperties: false,
        required: ["rule", "resource", "reason", "owner", "approvedBy", "ticket", "expires"],
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
          resource: {
            type: "string",
            pattern: "^[^*\\s][^*]*$",
            description: "must be the exact address of one resource; a wildcard covers more than anybody has looked at",
          },
          reason: {
            type: "string",
            minLength: 10,
            description: "must say in a sentence why the exception is acceptable",
          },
          owner: { ...text, description: "must name who answers for the exception" },
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
          emergency: { type: "boolean" },
        },
      },
    },
  },
} as const;
