/**
 * What the report says about the frameworks that rules name: edition, standing, and the subject of the clauses in own
 * words. Read in secondary sources where `note` says so; a mapping shows relevance, not compliance.
 */
import type { Frameworks } from "../rule";

export interface FrameworkInfo {
  readonly key: keyof Frameworks;
  readonly title: string;
  /** Standing and date that belong beside a mapping. */
  readonly note: string;
  /** Subject of a clause, by the number that follows the edition in a rule's reference. */
  readonly clauses: { readonly [number: string]: string };
}

export const frameworkInfos: readonly FrameworkInfo[] = [
  {
    key: "dpdpRules2025",
    title: "Digital Personal Data Protection Rules, 2025 (India)",
    note: "Notified on 13 November 2025. Rules 3, 5 to 16, 22 and 23 come into force eighteen months later, about 13 May 2027. The texts were read in secondary sources; have the mapping checked against the Gazette before relying on it.",
    clauses: {
      "6(1)(a)": "Personal data secured by encryption, masking or tokens",
      "6(1)(b)": "Access to the computer resources controlled",
      "6(1)(c)": "Access visible through logs, monitoring and review",
      "6(1)(d)": "Processing continues after a loss, backups included",
      "6(1)(e)": "Logs and data kept one year to detect and investigate",
      "6(1)(f)": "Safeguards in contracts with processors",
      "6(1)(g)": "Technical and organisational measures that enforce safeguards",
      "8(3)": "Personal data, traffic data and logs kept at least one year",
      "15": "Transfer of personal data outside India",
    },
  },
  {
    key: "certIn2022",
    title: "CERT-In Directions of 28 April 2022 (India)",
    note: "In force. Incidents are to be reported within six hours, which is a duty of people and not shown here.",
    clauses: {
      "(i)": "Clocks synchronised with NIC or NPL time servers",
      "(ii)": "Incidents reported within six hours",
      "(iii)": "Point of contact and information when ordered",
      "(iv)": "Logs of all systems kept 180 days within India",
    },
  },
  {
    key: "iso27001",
    title: "ISO/IEC 27001:2022, Annex A",
    note: "Mapped by topic.",
    clauses: {
      "A.5.12": "Classification of information",
      "A.5.13": "Labelling of information",
      "A.5.15": "Access control",
      "A.5.17": "Authentication information",
      "A.5.18": "Access rights",
      "A.5.33": "Protection of records",
      "A.5.34": "Privacy and personal information",
      "A.8.2": "Privileged access",
      "A.8.3": "Restriction of access to information",
      "A.8.5": "Secure authentication",
      "A.8.8": "Technical vulnerabilities",
      "A.8.9": "Configuration management",
      "A.8.10": "Deletion of information",
      "A.8.11": "Data masking",
      "A.8.12": "Prevention of data leakage",
      "A.8.13": "Backup",
      "A.8.14": "Redundancy",
      "A.8.15": "Logging",
      "A.8.16": "Monitoring",
      "A.8.20": "Network security",
      "A.8.22": "Segregation of networks",
      "A.8.24": "Use of cryptography",
      "A.8.31": "Separate environments",
      "A.8.33": "Test information",
    },
  },
  {
    key: "cis",
    title: "CIS Benchmarks",
    note: "Numbers move between editions; each reference names its own.",
    clauses: {},
  },
  { key: "nist80053", title: "NIST SP 800-53, revision 5", note: "The principal controls only.", clauses: {} },
  {
    key: "digitGuidelines",
    title: "DIGIT data protection and privacy guidelines, section D.1",
    note: "Education, physical security, vendor vetting and incident response are duties of people and not shown here.",
    clauses: {},
  },
];

/** Splits `DPDP Rules 2025: 6(1)(a)` into edition and number; a reference without an edition is all number. */
export function splitReference(reference: string): { readonly edition: string; readonly number: string } {
  const at = reference.indexOf(": ");
  return at < 0
    ? { edition: "", number: reference }
    : { edition: reference.slice(0, at), number: reference.slice(at + 2) };
}
