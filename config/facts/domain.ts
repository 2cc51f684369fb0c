import type { Fact, FactInput, FactProblem } from "./fact";

/** A given certificate is named, and can be used by the load balancer: same account, same region. */
export const domainFact: Fact = { id: "domain", reads: ["domain", "aws", "region"], judge };

function judge({ environment }: FactInput): readonly FactProblem[] {
  const { domain, aws, region } = environment;
  if (domain === undefined) return [];
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
