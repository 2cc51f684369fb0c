import { Resolver } from "node:dns/promises";
import { listAt, textAt } from "../../engine/aws/tree";
import { type About, asked, type Context, check, isOfType } from "./context";
import type { Check } from "./model";

/** The questions to the public DNS; each answers an empty list where there is no such record. */
export interface NameLookup {
  nameServers(name: string): Promise<readonly string[]>;
  addresses(name: string): Promise<readonly string[]>;
  /** Authorities that may issue certificates (CAA, tag `issue`). */
  authorities(name: string): Promise<readonly string[]>;
}

/** Node's resolver, by the machine's own settings; five seconds and two tries a question. */
export function publicLookup(): NameLookup {
  const resolver = new Resolver({ timeout: 5000, tries: 2 });
  const orNone = async <T>(answer: Promise<readonly T[]>): Promise<readonly T[]> => {
    try {
      return await answer;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "ENODATA" || code === "ENOTFOUND") return [];
      throw error;
    }
  };
  return {
    nameServers: (name) => orNone(resolver.resolveNs(name)),
    addresses: (name) => orNone(resolver.resolve4(name)),
    authorities: async (name) =>
      (await orNone(resolver.resolveCaa(name))).flatMap(({ issue }) => (issue === undefined ? [] : [issue])),
  };
}

/** Domain names of Amazon's authority (AWS Certificate Manager User Guide, CAA records). */
const amazon = ["amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"];

/** Whether the name of the platform can lead to it, and its certificate be issued. */
export async function examineNamesOfDomain(context: Context, lookup: NameLookup): Promise<readonly Check[]> {
  const { domain } = context.environment;
  if (domain === undefined) return [];
  const { name } = domain;
  const about = (id: string): About => ({ id: `dns.${id}`, area: "dns", where: name });
  const checks = [
    guarded(about("parent"), () => parent(about("parent"), name, lookup)),
    ...(domain.dns === "manual"
      ? []
      : [guarded(about("delegation"), () => delegation(context, about("delegation"), lookup))]),
    ...(domain.certificate === "given"
      ? []
      : [guarded(about("authority"), () => authority(about("authority"), name, lookup))]),
    guarded(about("entry"), () => entry(context, about("entry"), lookup)),
  ];
  return Promise.all(context.emulated ? [emulated(about("parent"))] : checks);
}

/** What the account itself says of the name: a zone that is there already, a certificate that was given. */
export async function examineNamesInAccount(context: Context): Promise<readonly Check[]> {
  const { domain } = context.environment;
  if (domain === undefined) return [];
  const zone = context.missing.some(({ type, body }) => type === "aws_route53_zone" && body.name === domain.name);
  return Promise.all([
    ...(zone ? [zoneOf(context, domain.name)] : []),
    ...(domain.certificateArn ? [certificate(context, domain.name, domain.certificateArn)] : []),
  ]);
}

async function guarded(about: About, work: () => Promise<Check>): Promise<Check> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error ? ("code" in error ? String(error.code) : error.message) : String(error);
    return {
      ...about,
      status: "unknown",
      cause: "unreachable",
      what: `the DNS did not answer: ${code}`,
      why: "What was not seen may be wrong.",
      toDo: "Look at this machine's resolver (resolv.conf) and whether a firewall keeps port 53 closed.",
    };
  }
}

const emulated = (about: About): Check => ({
  ...about,
  status: "unknown",
  cause: "emulator",
  what: "the DNS was not asked: what an emulator makes resolves nowhere",
  why: "Nothing of it is known for AWS.",
  toDo: "Nothing here; ask again with the environment's own account.",
});

/** Names above one, the nearest first, without the top-level domain. */
function ancestorsOf(name: string): readonly string[] {
  const labels = name.split(".");
  return labels.slice(1, -1).map((_, index) => labels.slice(index + 1).join("."));
}

async function parent(about: About, name: string, lookup: NameLookup): Promise<Check> {
  for (const zone of [...ancestorsOf(name), name]) {
    const servers = await lookup.nameServers(zone);
    if (servers.length > 0) return check(about, "ok", `${zone} is a zone, kept by ${[...servers].sort().join(", ")}`);
  }
  // A resolver that knows no top-level domain is cut off from the public DNS, and says nothing of any name.
  const top = name.split(".").at(-1) ?? name;
  if ((await lookup.nameServers(top)).length === 0) throw new Error(`the resolver does not know ${top}`);
  return check(about, "problem", `neither ${name} nor a name above it is a zone of the public DNS`, {
    why: "Nobody can point to the platform, and its certificate is never issued.",
    toDo: "Register the domain, or mend domain.name.",
  });
}

async function delegation(context: Context, about: About, lookup: NameLookup): Promise<Check> {
  const servers = [...(await lookup.nameServers(about.where))].sort();
  const made = !context.missing.some(({ type, body }) => type === "aws_route53_zone" && body.name === about.where);
  if (servers.length > 0 && (made || servers.every((server) => /\.awsdns-\d+\./.test(server)))) {
    return check(about, "ok", `${about.where} leads to ${servers.join(", ")}`);
  }
  if (servers.length > 0) {
    return check(about, "warning", `${about.where} leads to ${servers.join(", ")} today`, {
      why: "The stack domain makes a zone with name servers of its own; until they are entered, its records are seen by nobody.",
      toDo: "Copy the records that must stay, deploy, and enter the name servers that deploy prints.",
    });
  }
  const [keeper = about.where] = ancestorsOf(about.where);
  return check(about, "warning", `${about.where} is not delegated yet`, {
    why: "deploy ends with `waiting for DNS` until somebody enters the name servers that it prints.",
    toDo: `Tell the keeper of ${keeper} now: an NS record (and a DS record, so that answers are checked) will be needed.`,
  });
}

/** The records nearest to the name decide (RFC 8659). */
async function authority(about: About, name: string, lookup: NameLookup): Promise<Check> {
  for (const zone of [name, ...ancestorsOf(name)]) {
    const allowed = await lookup.authorities(zone);
    if (allowed.length === 0) continue;
    const ours = allowed.some((issuer) => amazon.includes(issuer.split(";")[0]?.trim() ?? ""));
    if (ours) return check(about, "ok", `CAA records of ${zone} admit Amazon's authority`);
    return check(about, "problem", `CAA records of ${zone} admit ${allowed.join(", ")} and not amazon.com`, {
      why: "AWS Certificate Manager refuses to issue the certificate.",
      toDo: `Have a CAA record 0 issue "amazon.com" entered for ${name}, or give a certificate (domain.certificate: given).`,
    });
  }
  return check(about, "ok", "no CAA record limits who may issue the certificate");
}

/** Before the first deployment nothing has to resolve; after it the name has to lead somewhere. */
async function entry(context: Context, about: About, lookup: NameLookup): Promise<Check> {
  const addresses = await lookup.addresses(about.where);
  const made = !context.missing.some(isOfType("aws_lb"));
  if (addresses.length > 0 && !made) {
    return check(about, "warning", `${about.where} leads to ${[...addresses].sort().join(", ")} today`, {
      why: "Whoever uses that now will be led to the platform when its records are entered.",
      toDo: "Make sure that nothing else is served under this name.",
    });
  }
  if (addresses.length > 0) return check(about, "ok", `${about.where} has ${addresses.length} addresses`);
  if (!made) return check(about, "ok", `${about.where} leads nowhere yet, and the load balancer is not made yet`);
  return check(about, "problem", `${about.where} leads nowhere, although the load balancer is made`, {
    why: "Citizens do not reach the platform.",
    toDo: "Enter the records that deploy prints.",
  });
}

async function zoneOf(context: Context, name: string): Promise<Check> {
  const about: About = { id: "dns.zone", area: "dns", where: name };
  const question = {
    service: "route53",
    operation: "ListHostedZonesByName",
    region: context.environment.region,
  } as const;
  const found = await asked(context, about, { ...question, parameters: { dnsname: name } }, (pages) =>
    pages
      .flatMap((page) => listAt(page, "HostedZones.HostedZone"))
      .filter((item) => textAt(item, "Name") === `${name}.` && textAt(item, "Config.PrivateZone") !== "true")
      .map((item) => textAt(item, "Id") ?? ""),
  );
  if ("unknown" in found) return found.unknown;
  if (found.answer.length === 0) return check(about, "ok", "the account has no zone of this name yet");
  return check(about, "warning", `the account has a public zone of this name: ${found.answer.join(", ")}`, {
    why: "The stack domain makes a second one with other name servers; only one of them is asked.",
    toDo: "Import it into the stack domain before the first deploy, or delete it when the new one is delegated.",
  });
}

async function certificate(context: Context, name: string, arn: string): Promise<Check> {
  const about: About = { id: "dns.certificate", area: "dns", where: name };
  const { region } = context.environment;
  const question = { service: "acm", operation: "DescribeCertificate", region, body: { CertificateArn: arn } } as const;
  const found = await asked(context, about, question, ([page]) => ({
    status: textAt(page, "Certificate.Status") ?? "",
    names: listAt(page, "Certificate.SubjectAlternativeNames").map(String),
  }));
  if ("unknown" in found) return found.unknown;
  const { status, names } = found.answer;
  const toDo = "Import a certificate for the name into the home region, and name it in domain.certificateArn.";
  if (status !== "ISSUED") {
    return check(about, "problem", `the given certificate is ${status}`, { why: "A listener refuses it.", toDo });
  }
  if (names.includes(name)) return check(about, "ok", `the given certificate is issued for ${names.join(", ")}`);
  return check(about, "problem", `the given certificate is for ${names.join(", ")}`, {
    why: "Browsers refuse it under this name.",
    toDo,
  });
}
