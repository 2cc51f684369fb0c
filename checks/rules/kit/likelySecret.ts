/** Names that speak of something secret, where the value beside them may be one: weaker signs than a credential's own form. */

/** Words of which one makes a name speak of a secret. */
const secretWords: ReadonlySet<string> = new Set([
  ...["secret", "secrets", "password", "passwords", "passwd", "passwrd", "pswrd", "pwd", "pword", "pass", "passphrase"],
  ...["token", "tokens", "credential", "credentials", "creds", "bearer", "jwt"],
  ...["apikey", "secretkey", "privatekey", "accesskey", "appsecret", "clientsecret"],
]);

/** What comes before `key` where the key opens something; other keys name rows, routes and labels. */
const keyWords: ReadonlySet<string> = new Set([
  ...["api", "secret", "private", "access", "signing", "encryption", "master", "storage", "batch", "account", "auth"],
  ...["shared", "service", "license", "ssh", "gpg", "aes", "hmac", "jwt", "admin", "root", "deploy"],
]);

const contentWords: ReadonlySet<string> = new Set(["content", "contents", "material", "pem", "base64"]);

/** Last words of names whose values speak about a secret and are none. */
const aboutWords: ReadonlySet<string> = new Set([
  ...["name", "names", "ref", "file", "files", "path", "paths", "dir", "directory", "folder", "mount", "volume"],
  ...[
    "url",
    "uri",
    "urls",
    "endpoint",
    "host",
    "port",
    "issuer",
    "audience",
    "provider",
    "manager",
    "store",
    "backend",
  ],
  ...["ttl", "expiry", "expiration", "lifetime", "seconds", "minutes", "hours", "days", "timeout", "interval", "ms"],
  ...[
    "type",
    "algorithm",
    "alg",
    "length",
    "size",
    "count",
    "limit",
    "max",
    "min",
    "policy",
    "mode",
    "format",
    "header",
  ],
  ...[
    "enabled",
    "enable",
    "disabled",
    "required",
    "validation",
    "rotation",
    "version",
    "prefix",
    "suffix",
    "namespace",
  ],
  ...[
    "topic",
    "queue",
    "class",
    "scope",
    "field",
    "claim",
    "cookie",
    "attempts",
    "retries",
    "cache",
    "review",
    "reset",
  ],
]);

/** `API_TOKEN`, `secretBlah`, `azure_batch_key`; not `TOKEN_TTL`, `SECRET_NAME`, `ROUTING_KEY`. */
export function isLikelySecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  const last = words.at(-1) ?? "";
  if (aboutWords.has(last)) return false;
  return words.some((word, index) => secretWords.has(word) || isKey(words, index)) || /^aws_access_key_id$/i.test(name);
}

function isKey(words: readonly string[], index: number): boolean {
  if (words[index] !== "key") return false;
  const [next, ...others] = words.slice(index + 1);
  // What a key holds is a key of its own, as in OCI_CLI_KEY_CONTENT.
  if (next !== undefined) return others.length === 0 && contentWords.has(next) && words[index - 1] !== "public";
  return keyWords.has(words[index - 1] ?? "");
}

/** Whether a text beside such a name may be the secret itself, and no reference, path, number or switch. */
export function isLikelySecretValue(value: string): boolean {
  const text = value.trim().replace(/^["']|["']$/g, "");
  if (text === "" || /^-?\d+(?:\.\d+)?[smhd]?$/.test(text)) return false;
  if (/^(?:true|false|yes|no|on|off|null|none|\*+|<.*>)$/i.test(text)) return false;
  if (/^(?:\$|%|`|~|\{\{|arn:|ssm:|secretsmanager:|vault:|file:|ref\+|[a-z][a-z0-9+.-]*:\/\/)/i.test(text))
    return false;
  return !/^\.{0,2}\/|^[\w.-]+(?:\/[\w.-]+)+$/.test(text);
}
