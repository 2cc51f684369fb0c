import type { Environment } from "../environment.generated";
import type { Fact, FactInput, FactProblem } from "./fact";

/** A given certificate is named and can be used by the load balancer (same account, same region); a given zone is used. */
export const domainFact: Fact = { id: "domain", reads: ["domain", "existing", "aws", "region"], judge };

function judge({ environment }: FactInput): readonly FactProblem[] {
  const { domain, existing } = environment;
  return [...(domain ? judgeCertificate(domain, environment) : []), ...judgeZone(domain, existing?.zone)];
}

/** A zone of somebody else is one for the platform's records, so that the platform must have some to enter. */
function judgeZone(domain: Environment["domain"], zone: object | undefined): readonly FactProblem[] {
  if (zone === undefined || (domain !== undefined && domain.dns === "managed")) return [];
  return [
    {
      code: "zone-not-used",
      path: ["existing", "zone"],
      message: domain
        ? `records go into the zone that existing.zone names, and domain.dns: ${domain.dns} says that they go elsewhere`
        : "existing.zone names a zone, and the environment has no domain",
      hint: domain ? "Write domain.dns: managed, or remove existing.zone." : "Write `domain`, or remove existing.zone.",
    },
  ];
}

function judgeCertificate(
  domain: NonNullable<Environment["domain"]>,
  { aws, region }: Environment,
): readonly FactProblem[] {
  const { certificate, certificateArn } = domain;
  const path = ["domain", "certificateArn"];
  if (certificateArn === undefined) {
    if (certificate !== "given") return [];
    return [
      {
        code: "certificate-not-named",
        path: ["domain", "certificate"],
        message: "the certificate is given, and certificateArn does not say which one it is",
        hint: "Import the certificate into AWS Certificate Manager and write its ARN as certificateArn.",
      },
    ];
  }
  if (certificate === "managed") {
    return [
      {
        code: "certificate-not-used",
        path,
        message: "certificateArn names a certificate, and certificate: managed asks for a new one",
        hint: "Write certificate: given, or remove certificateArn.",
      },
    ];
  }
  const [, , , certificateRegion, certificateAccount] = certificateArn.split(":");
  if (certificateRegion === region && certificateAccount === aws.accountId) return [];
  return [
    {
      code: "certificate-elsewhere",
      path,
      message: `the certificate lies in ${certificateRegion} of account ${certificateAccount}, where the load balancer cannot use it`,
      hint: `Import it in ${region} of account ${aws.accountId}.`,
    },
  ];
}
