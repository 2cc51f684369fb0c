import type { Environment } from "../config/environment.generated";

/** For tests: an environment like `environments/demo.yaml`, fixed here so that golden files change only with the stacks. */
export const fixtureEnvironment: Environment = {
  apiVersion: "digit-platform/v1",
  name: "sample",
  target: "aws",
  emulator: false,
  engine: "terraform",
  aws: { accountId: "111122223333" },
  region: "ap-south-1",
  recoveryRegion: "ap-south-2",
  size: "demo",
  network: { cidr: "10.20.0.0/16", neighbours: {} },
  access: {
    approvers: [
      { name: "Asha Rao", email: "asha.rao@example.org" },
      { name: "Imran Khan", email: "imran.khan@example.org" },
    ],
    groups: {
      operators: {
        ssoGroup: "np-operators",
        role: "operator",
        party: "maintenanceTeam",
        purpose: "Daily operation",
        until: "2027-03-31",
      },
      "state-audit": {
        ssoGroup: "np-audit",
        role: "auditor",
        party: "administeringAuthority",
        purpose: "Yearly audit",
        until: "2027-03-31",
      },
      emergency: {
        ssoGroup: "np-emergency",
        role: "break-glass",
        party: "platformOwner",
        purpose: "Emergencies",
        until: "2027-03-31",
      },
    },
    wayIn: "session-manager",
  },
  domain: { name: "sample.example.org", dns: "managed", certificate: "managed" },
  alerts: { email: "digit-on-call@example.org", monthlyBudgetUsd: 1500 },
  tenants: { state: { code: "np", name: "Navapradesh" }, cities: [{ code: "rivergate", name: "Rivergate" }] },
  dataProtection: {
    parties: {},
    purposes: {},
    categories: {
      identity: { sensitive: true, children: false, employees: false, retentionDays: 2555 },
      complaint: { sensitive: false, children: false, employees: false, retentionDays: 1095 },
    },
    thirdParties: {},
    residency: "india",
    notices: {},
    complaintChannels: [],
  },
  audit: { retentionDays: 730 },
  parameters: { declaredEdges: [], firewalledEntries: [], declaredEgress: [], dataDiscovery: "" },
  recovery: { rpoMinutes: 5, rtoMinutes: 240, retentionDays: 35 },
};
