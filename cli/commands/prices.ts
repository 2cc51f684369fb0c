import { Command } from "commander";
import { toStableJson } from "../../common/json";
import { outputOption } from "../options";
import { deliver, say } from "../output";

export function pricesCommand(): Command {
  return new Command("prices")
    .description("read AWS's public price list into a dated price file for `plan --prices`; needs no account")
    .argument("<region...>", "regions to read it for, for instance ap-south-1 ap-south-2")
    .addOption(outputOption())
    .option("--source <url>", "where the list is, for a mirror of it", "https://pricing.us-east-1.amazonaws.com")
    .addHelpText(
      "after",
      "\nExample:\n  digit-platform prices ap-south-1 ap-south-2 us-east-1 --output prices.json\n  digit-platform plan environments/staging.yaml --prices prices.json\n\nThe list of EC2 is some hundred megabytes for each region; it is read as it comes and not kept.\n",
    )
    .action(async (regions: string[], options: { output?: string; source: string }) => {
      const { fetchPrices } = await import("../../operations/cost/fetchPrices");
      const prices = await fetchPrices({ regions, source: options.source, now: new Date(), say });
      deliver(toStableJson(prices), options.output);
      say(`${prices.prices.length} prices of ${prices.date} from ${prices.lists.length} lists`);
    });
}
