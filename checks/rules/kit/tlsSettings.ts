/** TLS settings as Kubernetes' components spell them. */

/**
 * Suites of TLS 1.3, and of TLS 1.2 those with forward secrecy that neither CIS Kubernetes 1.12 (1.2.29) nor Go's own
 * library counts as insecure.
 */
const strongSuites: ReadonlySet<string> = new Set([
  "TLS_AES_128_GCM_SHA256",
  "TLS_AES_256_GCM_SHA384",
  "TLS_CHACHA20_POLY1305_SHA256",
  "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
  "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
  "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
  "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305",
  "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
  "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
  "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
  "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
  "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305",
  "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
]);

/** Suites with commas between; none at all is what the component itself chooses, which is strong. */
export function areStrongSuites(suites: string): boolean {
  return suites
    .split(",")
    .map((suite) => suite.trim())
    .every((suite) => suite === "" || strongSuites.has(suite));
}

/** `VersionTLS12` or later; nothing stated means it. */
export function isRecentTls(version: string): boolean {
  return version === "VersionTLS12" || version === "VersionTLS13" || version === "";
}
