import type { PolicyStatement } from "../../graph/graph";
import type { Rule } from "../../rule";
import { textOf } from "../kit/datum";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { allows, isOpenToAll } from "../kit/policy";
import { type Answer, every, some, yesIf } from "../kit/predicates";
import { judgeResourcePolicy } from "../kit/resourcePolicy";

/** Queues and topics say who may use them, and for what. */
export const rule: Rule = {
  metadata: {
    id: "MSG-03",
    aliases: [],
    title: "Queues and topics are not open to everybody",
    control: "identity.messaging-policy",
    severity: "high",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: ["aws_sqs_queue_policy", "aws_sns_topic_policy", "aws_sqs_queue", "aws_sns_topic"],
    rationale: "Who may send to a queue can forge events; who may receive from it or subscribe reads citizens' data.",
    remediation: "Name principals and actions in the policy, or narrow it by a condition on aws:SourceArn.",
    parameters: {},
    checks: [
      {
        id: "MSG-03.everybody",
        title: "No Allow for everybody without a condition that narrows it",
        severity: "high",
        equivalents: {
          checkov: ["CKV_AWS_168", "CKV_AWS_169", "CKV_AWS_387"],
          fsbp: ["SNS.4", "SQS.3"],
        },
      },
      {
        id: "MSG-03.all-actions",
        title: "No Allow of all actions",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_72"], trivy: ["AVD-AWS-0097"] },
      },
    ],
    frameworks: frameworks({ nist: ["AC-3"], iso: ["A.8.3"], dpdp: ["6(1)(b)"], digit: ["accessControl"] }),
  },

  evaluate: (node) => [
    ...judgeResourcePolicy(node, "policy", isOpenToAll, "no Allow for * without a condition that narrows it", {
      check: "MSG-03.everybody",
      fails: "Everybody may use the queue or topic",
      passes: "Nobody may use it without being named",
    }),
    ...judgeResourcePolicy(node, "policy", allowsEverything, "single actions", {
      check: "MSG-03.all-actions",
      fails: "The policy allows all actions on the queue or topic",
      passes: "The policy names the actions that it allows",
    }),
  ],
};

function allowsEverything(statement: PolicyStatement): Answer {
  const all = statement.actions.map((action): Answer => {
    const text = textOf(action);
    return text?.kind === "text" ? yesIf(/^((sqs|sns):)?\*$/i.test(text.text)) : "unknown";
  });
  return every([allows(statement), statement.notActions.length > 0 ? "yes" : some(all)]);
}
