import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");
const chrony = (server: string) => `#!/bin/bash\ncat > /etc/chrony.conf <<'END'\nserver ${server} iburst\nEND\n`;
const machine = (parts: JsonObject): JsonObject => ({ ami: "ami-0a1b2c3d", instance_type: "t3.micro", ...parts });

export const examples: RuleExamples = [
  example("time-01-good", {
    resource: {
      aws_launch_template: {
        nodes: { user_data: base64(chrony("samay1.nic.in")) },
        bottlerocket: { user_data: base64('[settings.ntp]\ntime-servers = ["time.nplindia.org"]\n') },
      },
      aws_instance: {
        own: machine({ user_data_base64: base64(chrony("samay2.nic.in")) }),
        templated: machine({ launch_template: { name: "nodes" } }),
      },
    },
  }),
  example(
    "time-01-bad",
    {
      resource: {
        aws_launch_template: {
          silent: { instance_type: "m7g.large" },
          amazon: { user_data: base64(chrony("169.254.169.123")) },
          mixed: { user_data: base64(`${chrony("samay1.nic.in")}echo 'pool\n'\npool pool.ntp.org iburst\n`) },
        },
        aws_instance: { bare: machine({}) },
      },
    },
    {
      fails: [
        ["TIME-01.source", "aws_launch_template.silent"],
        ["TIME-01.source", "aws_launch_template.amazon"],
        ["TIME-01.source", "aws_launch_template.mixed"],
        ["TIME-01.source", "aws_instance.bare"],
      ],
    },
  ),
];
