/** The one account that an emulator answers for. */
export const EMULATOR_ACCOUNT_ID = "123456789012";

type Environment = Readonly<Record<string, string | undefined>>;

/** Hosts that no proxy may stand in front of: the emulator itself is reached directly. */
const DIRECT_HOSTS = ["127.0.0.1", "localhost"];

/**
 * The variables with which an AWS client or Terraform reaches the emulator and nothing else.
 *
 * - Profiles and shared files are pointed at nothing, because a profile may carry an endpoint or a role of real AWS.
 * - `HTTP_PROXY` is the emulator itself: clients of S3 Control put the account number before the host name
 *   (`123456789012.127.0.0.1`), which no resolver knows; sent through the proxy the name is not resolved at all.
 *   HTTPS is not touched, so registries stay reachable as before.
 * - A `NO_PROXY` of `*` would undo that and is left out; other entries of `inherited` are kept.
 *
 * `region` is for clients that name none; stacks always state theirs.
 */
export function emulatorVariables(
  endpoint: string,
  inherited: Environment = {},
  region = "ap-south-1",
): Record<string, string> {
  const kept = [inherited.NO_PROXY, inherited.no_proxy]
    .flatMap((list) => (list ?? "").split(","))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "" && entry !== "*");
  const direct = [...new Set([...kept, ...DIRECT_HOSTS])].join(",");
  return {
    AWS_ACCESS_KEY_ID: "test",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ENDPOINT_URL: endpoint,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "false",
    AWS_REGION: region,
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    HTTP_PROXY: endpoint,
    NO_PROXY: direct,
    http_proxy: endpoint,
    no_proxy: direct,
  };
}

/**
 * A whole process environment for a client of the emulator: `inherited` without any AWS variable (a profile, a session
 * token or an endpoint of one service would lead to real AWS), plus the emulator's own.
 */
export function emulatorProcessEnvironment(
  inherited: Environment,
  variables: Readonly<Record<string, string>>,
): Record<string, string> {
  const rest = Object.entries(inherited).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith("AWS_"),
  );
  return { ...Object.fromEntries(rest), ...variables };
}
