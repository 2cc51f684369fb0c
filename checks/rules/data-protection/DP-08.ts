import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, workloadInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { stringsOf } from "../kit/parameters";
import { type Setting, settingsOf } from "../kit/settings";

/** Fields of DIGIT's records that say who somebody is or how to reach them. */
const personalFields = [
  ...["mobileNumber", "altContactNumber", "alternateNumber", "emailId", "email", "telephone", "phoneNumber"],
  ...["aadhaarNumber", "aadharNumber", "uid", "pan", "panNumber", "passportNumber", "voterId", "bankAccountNumber"],
  ...["dob", "dateOfBirth", "fatherOrHusbandName", "fatherName", "motherName", "guardianName", "ownerName"],
  ...["permanentAddress", "correspondenceAddress", "permanentAdress", "photo", "signature", "caste", "religion"],
];

/** What a mapping takes over, and under which name. */
const fieldMapping =
  /["']?inJsonPath["']?\s*:\s*["']?([^\s"',]+)["']?\s*,?\s*["']?outJsonPath["']?\s*:\s*["']?([^\s"',]+)/g;
const hidden = /mask|hash|token|pseudo|encrypted/i;

/** Analytics count cases; they need nobody's telephone number. */
export const rule: Rule = {
  metadata: {
    id: "DP-08",
    aliases: [],
    title: "No personal data reaches analytics unmasked",
    control: "data-protection.analytics",
    severity: "high",
    group: "data-protection",
    inputs: workloadInputs,
    resourceTypes: ["ConfigMap"],
    rationale:
      "The indexer copies records from Kafka into the search store that dashboards, telemetry and the national dashboard read. What is taken over there is open to everybody who reads figures, and outlives the record itself.",
    remediation:
      "In the indexer's configuration (ServiceMaps.mappings[].indexes[].customJsonMapping.fieldMapping) remove the entries whose inJsonPath ends in a personal field, or take over a masked one (outJsonPath with masked or hash in its name); give each index a customJsonMapping instead of the whole record.",
    parameters: {
      personalFields: {
        description: "Fields of records that are personal data: the last part of their paths, whatever the case",
        default: personalFields,
      },
    },
    checks: [
      {
        id: "DP-08.index-field",
        title: "No index takes over a personal field unmasked",
        severity: "high",
        equivalents: {},
      },
      {
        id: "DP-08.whole-record",
        title: "Every index says which fields it takes over",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      nist: ["SI-19", "AC-4"],
      iso: ["A.8.11", "A.5.34"],
      dpdp: ["6(1)(a)"],
      digit: ["thirdParty", "compliance"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const mappings = settingsOf(node, context.graph).filter(({ text }) => isIndexerFile(text));
    if (mappings.length === 0) return [];
    const personal = new Set(stringsOf(context, "personalFields").map((field) => field.toLowerCase()));
    const fields = mappings.flatMap((one) => fieldsOf(one).map((field) => ({ ...field, path: one.path })));
    const open = fields.find(({ from, to }) => personal.has(lastPart(from)) && !hidden.test(to));
    const whole = mappings.find(({ text }) => takesWholeRecord(text));
    const path = mappings[0]?.path ?? "data";
    return [
      verdict(
        open ? "no" : "yes",
        { path: open?.path ?? path, expected: "no personal field, or a masked one", actual: open?.from ?? null },
        { check: "DP-08.index-field", fails: `An index takes over ${open?.from ?? "a personal field"} unmasked` },
      ),
      verdict(
        whole ? "no" : "yes",
        { path: whole?.path ?? path, expected: "a customJsonMapping", actual: whole ? "the whole record" : null },
        {
          check: "DP-08.whole-record",
          fails: "An index takes over whole records, with whatever personal data they hold",
        },
      ),
    ];
  },
};

function isIndexerFile(text: string): boolean {
  return /["']?ServiceMaps["']?\s*:/.test(text) && /["']?indexes["']?\s*:/.test(text);
}

function fieldsOf({ text }: Setting): readonly { readonly from: string; readonly to: string }[] {
  return [...text.matchAll(fieldMapping)].map(([, from = "", to = ""]) => ({ from, to }));
}

function lastPart(path: string): string {
  return (path.split(".").at(-1) ?? "").replace(/\[.*$/, "").toLowerCase();
}

/** Each index has an id; those without a mapping of their own copy all that their path finds. */
function takesWholeRecord(text: string): boolean {
  const count = (pattern: RegExp): number => [...text.matchAll(pattern)].length;
  return count(/["']?\bid["']?\s*:\s*["']?\$/g) > count(/["']?\bcustomJsonMapping["']?\s*:/g);
}
