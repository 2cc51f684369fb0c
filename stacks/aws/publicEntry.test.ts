import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../../config/environment.generated";
import { fixtureEnvironment } from "../fixture";
import { synthesize } from "../synthesize";
import type { Domain } from "./settings";

interface Stack {
  readonly resource: { readonly [type: string]: { readonly [name: string]: Readonly<Record<string, unknown>> } };
  readonly data?: { readonly [type: string]: object };
  readonly output: { readonly [name: string]: { readonly value: unknown } };
}

function withDomain(domain: Domain | undefined, existing?: Environment["existing"]): ReadonlyMap<string, Stack> {
  const directory = mkdtempSync(join(tmpdir(), "digit-platform-entry-"));
  try {
    const { domain: _, ...rest } = fixtureEnvironment;
    const { stacks } = synthesize(
      { ...rest, ...(domain ? { domain } : {}), ...(existing ? { existing } : {}) },
      directory,
    );
    return new Map(
      stacks.map(({ name }) => [
        name,
        JSON.parse(readFileSync(join(directory, "stacks", name, "cdk.tf.json"), "utf8")) as Stack,
      ]),
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function stack(stacks: ReadonlyMap<string, Stack>, name: string): Stack {
  const found = stacks.get(name);
  if (!found) throw new Error(`no stack ${name}`);
  return found;
}

const name = "np.example.org";
const arn = "arn:aws:acm:ap-south-1:111122223333:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";

test("without a domain there is no public entry, and nothing else is missing", () => {
  const stacks = withDomain(undefined);
  expect([...stacks.keys()]).not.toEqual(expect.arrayContaining(["domain"]));
  expect(JSON.stringify([...stacks.values()])).not.toContain("aws_lb");
  expect(JSON.stringify(stack(stacks, "recovery"))).not.toContain("edge-logs");
});

describe("managed and delegated DNS", () => {
  const stacks = withDomain({ name, dns: "delegated", certificate: "managed" });
  const domain = stack(stacks, "domain");
  const edge = stack(stacks, "edge");

  test("the records for the parent zone are printed: its name servers and the fingerprint of its key", () => {
    expect(domain.output.dns_records?.value).toEqual([
      expect.stringMatching(/^np\.example\.org NS \$\{join\(.*name_servers\)\}$/),
      expect.stringMatching(/^np\.example\.org DS .*ds_record\}$/),
    ]);
  });

  test("nothing waits for the certificate: no validation resource, and the listener comes once it is issued", () => {
    expect([...Object.keys(domain.resource), ...Object.keys(edge.resource)]).not.toContain(
      "aws_acm_certificate_validation",
    );
    expect(edge.resource.aws_lb_listener?.balancer_https?.count).toMatch(
      /data\.aws_acm_certificate\.certificate\.status == "ISSUED"\) \? 1 : 0/,
    );
    expect(edge.output.waiting_for?.value).toMatch(/status == "ISSUED"\) \? \[\] : \["the certificate of np/);
  });

  test("names lead to the load balancer", () => {
    expect(Object.values(edge.resource.aws_route53_record ?? {}).map((record) => record.name)).toEqual([
      name,
      `*.${name}`,
    ]);
  });
});

describe("manual DNS", () => {
  const stacks = withDomain({ name, dns: "manual", certificate: "managed" });
  const domain = stack(stacks, "domain");
  const edge = stack(stacks, "edge");

  test("there is no public zone and no record; all records are printed", () => {
    expect(Object.keys(domain.resource.aws_route53_zone ?? {})).toEqual(["private_zone"]);
    expect([domain.resource.aws_route53_record, edge.resource.aws_route53_record]).toEqual([undefined, undefined]);
    expect(domain.output.dns_records?.value).toEqual([
      expect.stringMatching(/resource_record_name.*resource_record_value/),
    ]);
    expect(edge.output.dns_records?.value).toEqual([
      "np.example.org CNAME ${aws_lb.balancer.dns_name}",
      "*.np.example.org CNAME ${aws_lb.balancer.dns_name}",
    ]);
  });

  test("there is nothing abroad", () => {
    expect(JSON.stringify(domain)).not.toContain("us-east-1");
  });
});

test("a given certificate is used as it is: none is asked for, and nothing is waited for", () => {
  const stacks = withDomain({ name, dns: "managed", certificate: "given", certificateArn: arn });
  const domain = stack(stacks, "domain");
  const edge = stack(stacks, "edge");
  expect(domain.resource.aws_acm_certificate).toBeUndefined();
  expect(domain.output.certificate_arn?.value).toBe(arn);
  expect(edge.data).toBeUndefined();
  expect(edge.output.waiting_for?.value).toEqual([]);
  expect(edge.resource.aws_lb_listener?.balancer_https).not.toHaveProperty("count");
  // Another authority may have issued it.
  expect(JSON.stringify(domain)).not.toContain("CAA");
});

describe("a zone that a central team keeps", () => {
  const zone = { owner: "Central DNS team", zoneId: "Z0123456789ABCDEFGHIJ" };
  const stacks = withDomain({ name, dns: "managed", certificate: "managed" }, { zone });
  const domain = stack(stacks, "domain");

  test("gets the records of the certificate and of the names, and is neither made nor signed", () => {
    expect(Object.keys(domain.resource)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/route53_(key_signing_key|hosted_zone_dnssec|query_log)/)]),
    );
    expect(Object.keys(domain.resource.aws_route53_zone ?? {})).toEqual(["private_zone"]);
    expect(domain.resource.aws_route53_record?.certificate_proof?.zone_id).toBe(
      "${data.aws_route53_zone.existing_zone.zone_id}",
    );
    expect(domain.output.zone_id?.value).toBe("${data.aws_route53_zone.existing_zone.zone_id}");
    expect(domain.output.dns_records?.value).toEqual([]);
    expect(stack(stacks, "edge").resource.aws_route53_record).toBeDefined();
    expect(JSON.stringify(stack(stacks, "recovery"))).not.toContain("queries");
  });

  test("a private one, or one of another name, fails the plan with words", () => {
    expect(domain.data?.aws_route53_zone).toMatchObject({
      existing_zone: {
        zone_id: zone.zoneId,
        lifecycle: {
          postcondition: [
            { condition: "${!self.private_zone}", error_message: expect.stringMatching(/Central DNS team is private/) },
            {
              condition: '${endswith(".np.example.org.", ".${trimsuffix(self.name, ".")}.")}',
              error_message: expect.stringMatching(/holds no names of np\.example\.org/),
            },
          ],
        },
      },
    });
  });
});
