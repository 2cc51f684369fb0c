import type { JsonObject } from "../../../common/json";
import { rootModule } from "./example";

const india = (rootModule({}) as { readonly provider: { readonly aws: JsonObject } }).provider.aws;

/** Providers of Mumbai (the default), Hyderabad and, for what must not be there, Virginia. */
export const regions: JsonObject = {
  provider: {
    aws: [
      india,
      { ...india, alias: "hyderabad", region: "ap-south-2" },
      { ...india, alias: "virginia", region: "us-east-1" },
    ],
  },
};
