import type { AwsRefusal } from "../../engine/aws/refusal";
import { type About, askedOr, type Context, check, isOfType } from "./context";
import type { Check } from "./model";
import { literal, type PlannedResource } from "./needs";

/** Buckets share one space of names over all accounts; whose name is taken cannot be made. */
export async function examineNames(context: Context): Promise<readonly Check[]> {
  return Promise.all(context.missing.filter(isOfType("aws_s3_bucket")).map((bucket) => examineBucket(context, bucket)));
}

type Found = "free" | "ours" | "taken";

async function examineBucket(context: Context, resource: PlannedResource): Promise<Check> {
  const name = literal(resource.body.bucket) ?? resource.name;
  const about: About = { id: `name.bucket.${name}`, area: "names", where: resource.region };
  const found = await askedOr<Found>(
    context,
    about,
    { service: "s3", operation: "HeadBucket", region: resource.region, path: { Bucket: name } },
    () => "ours",
    existence,
  );
  if ("unknown" in found) return { ...found.unknown, what: `bucket ${name}: ${found.unknown.what}` };
  if (found.answer === "free") return check(about, "ok", `the bucket's name ${name} is free`);
  if (found.answer === "taken") {
    return check(about, "problem", `the bucket ${name} exists, and these credentials may not look into it`, {
      why: "Somebody else has the name, or a policy of the bucket keeps this role out: making it would fail.",
      toDo: "See whether an account of yours has it. If nobody has, take another name for the environment.",
    });
  }
  return check(about, "warning", `the bucket ${name} is there, and no state of this environment knows it`, {
    why: "It may remain from an environment of this name that was destroyed; deploy then adopts it, with what it holds.",
    toDo: "Look into it before the first deploy, and take another name for the environment if it is not yours.",
  });
}

/** HeadBucket has no body: its status says it all. */
function existence({ message }: AwsRefusal): Found | undefined {
  if (/HTTP 404/.test(message)) return "free";
  if (/HTTP 403/.test(message)) return "taken";
  // In another region of the same account or of somebody else's.
  return /HTTP 30[17]/.test(message) ? "taken" : undefined;
}
