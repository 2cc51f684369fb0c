/** Exit codes of every verb (design §3). `interrupted` is 128 + SIGINT, as shells report it. */
export const exitCodes = {
  ok: 0,
  gateRefused: 1,
  usage: 2,
  toolOrPermissionMissing: 3,
  engineFailed: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
