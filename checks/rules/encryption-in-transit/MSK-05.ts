import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { isFalse, isSet, isTrue, orAbsent, some } from "../kit/predicates";

const block = "client_authentication[0]";
const words = { check: "MSK-05.authentication", fails: "No client can prove who it is, so all are admitted." };

export const rule: Rule = {
  metadata: {
    id: "MSK-05",
    aliases: [],
    title: "Message brokers ask who is there",
    control: "encryption-in-transit.broker-authentication",
    severity: "high",
    group: "encryption-in-transit",
    inputs: terraformInputs,
    resourceTypes: ["aws_msk_cluster"],
    rationale: "Without authentication everybody on the network reads and writes every topic.",
    remediation:
      "Set client_authentication.sasl.iam = true (or scram, or tls.certificate_authority_arns), and leave unauthenticated false.",
    parameters: {},
    checks: [
      {
        id: "MSK-05.authentication",
        title: "IAM, SCRAM or client certificates are on",
        severity: "high",
        equivalents: {},
      },
      {
        id: "MSK-05.no-anonymous",
        title: "Unauthenticated access is off",
        severity: "high",
        equivalents: { fsbp: ["MSK.6"] },
      },
    ],
    frameworks: frameworks({ nist: ["IA-2", "AC-3"], iso: ["A.8.5"], dpdp: ["6(1)(b)"], digit: ["accessControl"] }),
  },
  evaluate: (node) => {
    const ways = ["sasl[0].iam", "sasl[0].scram"].map((path) => isTrue().ask(node.get(`${block}.${path}`)));
    const certificates = isSet().ask(node.get(`${block}.tls[0].certificate_authority_arns`));
    const authenticated = some([...ways, certificates]);
    const facts = { path: "client_authentication", expected: "IAM, SCRAM or certificates", actual: null };
    const reason = "whether a way to authenticate is on is not known";
    const anonymous = judge(node, `${block}.unauthenticated`, orAbsent(isFalse()), {
      check: "MSK-05.no-anonymous",
      fails: "Clients may stay anonymous.",
    });
    // Without any way to authenticate, MSK admits everybody; the other check says so.
    const results = authenticated === "no" && anonymous.status === "pass" ? [] : [anonymous];
    return [verdict(authenticated, { ...facts, reason }, words), ...results];
  },
};
