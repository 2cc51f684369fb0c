import platformSchema from "../../charts/digit-platform/values.schema.json";
import serviceSchema from "../../charts/digit-service/values.schema.json";
import { schemaTypes } from "../../config/schemaTypes";

const banner = `/**
 * Types of the charts' values. Generated from charts/<chart>/values.schema.json by \`npm run generate\`; do not edit.
 */`;

/** The text of `stacks/services/values.generated.ts`: one schema for both charts, so that shared parts stand once. */
export async function generateValuesTypes(): Promise<string> {
  const schema = {
    title: "ChartValues",
    type: "object",
    required: ["service", "platform"],
    additionalProperties: false,
    properties: { service: serviceSchema, platform: platformSchema },
  };
  return `${banner}\n\n${await schemaTypes(schema, "ChartValues")}`;
}
