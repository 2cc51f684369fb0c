import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { manifestExample } from "../kit/podExample";
import { example } from "../kit/scopedExample";

const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");
const chrony = (server: string) => `#!/bin/bash\ncat > /etc/chrony.conf <<'END'\nserver ${server} iburst\nEND\n`;
const map = (name: string, key: string, servers: readonly string[]) => `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: kube-system
data:
  ${key}: |
${servers.map((server) => `    server ${server} iburst\n`).join("")}    makestep 1.0 3
`;
const daemon = (name: string, lines: string) => `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: ${name}
  namespace: kube-system
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
${lines}
`;
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
  manifestExample(
    "cluster-good",
    [
      map("chrony", "chrony.conf", ["samay1.nic.in", "time.nplindia.org"]),
      map("settings", "app.conf", ["registry.internal"]),
      map("pointer", "ntp.conf", []),
      daemon(
        "chrony",
        `      containers:
        - name: chrony
          image: registry.example.org/base/chrony:4.5
      volumes:
        - name: configuration
          configMap:
            name: chrony`,
      ),
      daemon(
        "by-variable",
        `      containers:
        - name: clock
          image: registry.example.org/cturra/ntp:4.5
          env:
            - name: NTP_SERVERS
              value: samay1.nic.in,samay2.nic.in`,
      ),
      daemon("other", "      containers:\n        - name: agent\n          image: registry.example.org/agent:1.0"),
    ].join("---\n"),
  ),
  manifestExample(
    "cluster-bad",
    [
      map("node-time", "chrony.conf", ["169.254.169.123"]),
      map("chrony-sources", "extra", ["samay1.nic.in", "time.google.com"]),
      daemon(
        "by-command",
        `      containers:
        - name: clock
          image: registry.example.org/chrony:4.5
          args: ["chronyd", "-d", "pool pool.ntp.org iburst"]`,
      ),
    ].join("---\n"),
    [
      ["TIME-01.source", "ConfigMap/kube-system/node-time"],
      ["TIME-01.source", "ConfigMap/kube-system/chrony-sources"],
      ["TIME-01.source", "DaemonSet/kube-system/by-command"],
    ],
  ),
  manifestExample(
    "cluster-unseen",
    [
      daemon("by-image", "      containers:\n        - name: clock\n          image: registry.example.org/chrony:4.5"),
      daemon(
        "elsewhere",
        `      containers:
        - name: clock
          image: registry.example.org/chrony:4.5
      volumes:
        - name: configuration
          configMap:
            name: made-by-hand`,
      ),
    ].join("---\n"),
    [],
    [
      ["TIME-01.source", "DaemonSet/kube-system/by-image"],
      ["TIME-01.source", "DaemonSet/kube-system/elsewhere"],
    ],
  ),
];
