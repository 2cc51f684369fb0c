/** Minutes without input after which a session ends, and the longest that one may last. */
const idleMinutes = 15;
const longestMinutes = 60;

/** A shell session that is encrypted with `kmsKeyArn` and recorded as it happens; none starts unrecorded. */
export function sessionPreferences(logGroupName: string, kmsKeyArn: string): string {
  return JSON.stringify({
    schemaVersion: "1.0",
    description: "Recorded shell session on the way in",
    sessionType: "Standard_Stream",
    inputs: {
      cloudWatchLogGroupName: logGroupName,
      cloudWatchEncryptionEnabled: true,
      cloudWatchStreamingEnabled: true,
      kmsKeyId: kmsKeyArn,
      idleSessionTimeout: `${idleMinutes}`,
      maxSessionDuration: `${longestMinutes}`,
      runAsEnabled: false,
    },
  });
}

/** Forwards a local port to the TLS port of one host, and offers nothing else. */
export function portForwarding(host: string): string {
  return JSON.stringify({
    schemaVersion: "1.0",
    description: "Forward a local port to the cluster's API",
    sessionType: "Port",
    parameters: {
      localPortNumber: {
        type: "String",
        description: "Port on the operator's machine",
        default: "0",
        allowedPattern: "^([0-9]|[1-9][0-9]{1,4})$",
      },
    },
    properties: { type: "LocalPortForwarding", host, portNumber: "443", localPortNumber: "{{ localPortNumber }}" },
  });
}
