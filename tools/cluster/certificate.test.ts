import { createPrivateKey, X509Certificate } from "node:crypto";
import { createAuthority, issueCertificate } from "./certificate";

const authority = createAuthority("test authority");

test("an authority signs itself and may sign others", () => {
  const certificate = new X509Certificate(authority.certificate);
  expect(certificate.ca).toBe(true);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.subject).toBe("CN=test authority");
});

test("a server's certificate is the authority's, holds for its hosts only, and signs nothing", () => {
  const issued = issueCertificate(authority, {
    commonName: "kube-apiserver",
    hosts: ["127.0.0.1", "kubernetes.default.svc"],
    use: ["server"],
  });
  const certificate = new X509Certificate(issued.certificate);
  const issuer = new X509Certificate(authority.certificate);
  expect(certificate.checkIssued(issuer)).toBe(true);
  expect(certificate.verify(issuer.publicKey)).toBe(true);
  expect(certificate.checkIP("127.0.0.1")).toBe("127.0.0.1");
  expect(certificate.checkIP("10.0.0.1")).toBeUndefined();
  expect(certificate.checkHost("kubernetes.default.svc")).toBe("kubernetes.default.svc");
  expect(certificate.checkHost("example.org")).toBeUndefined();
  expect(certificate.ca).toBe(false);
  expect(certificate.checkPrivateKey(createPrivateKey(issued.key))).toBe(true);
  expect(Date.parse(certificate.validFrom)).toBeLessThan(Date.now());
  expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now());
});

test("a user's certificate names its groups and is for clients alone", () => {
  const long = "a-group-whose-name-needs-more-than-one-byte-of-length".repeat(4);
  const issued = issueCertificate(authority, {
    commonName: "asha",
    organizations: ["operators", long],
    use: ["client"],
  });
  const certificate = new X509Certificate(issued.certificate);
  expect(certificate.subject.split("\n").sort()).toEqual(["CN=asha", `O=${long}`, "O=operators"]);
  expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.2"]);
});

test("another authority's signature does not hold", () => {
  const other = createAuthority("test authority");
  const issued = issueCertificate(other, { commonName: "asha", use: ["client"] });
  expect(new X509Certificate(issued.certificate).verify(new X509Certificate(authority.certificate).publicKey)).toBe(
    false,
  );
});
