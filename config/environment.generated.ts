/** Stub until `npm run generate` makes it from environments/environment.schema.json. */
export interface Environment {
  apiVersion: "digit-platform/v1";
  name: string;
  target: "aws";
  emulator: boolean;
  aws: { accountId: string };
  region: string;
  recoveryRegion: string;
  size: "demo" | "district" | "state" | "national";
  network: { cidr: string };
  tenants: { state: { code: string; name: string }; cities: { code: string; name: string }[] };
  access: {
    approvers: { name: string; email: string }[];
    groups: Record<string, { ssoGroup: string; role: "operator" | "developer" | "auditor" | "break-glass"; party: string; purpose: string; until: string }>;
    wayIn: "session-manager";
  };
  dataProtection: {
    parties: Record<string, unknown>;
    residency: "india";
    categories: Record<string, { sensitive: boolean; retentionDays: number }>;
  };
  audit: { retentionDays: number };
  recovery: { rpoMinutes: number; rtoMinutes: number; retentionDays: number };
}
