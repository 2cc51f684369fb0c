import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const machine = { ami: "ami-0a1b2c3d4e5f60718", instance_type: "t3.micro" };

export const examples: RuleExamples = [
  {
    name: "encrypted",
    terraform: rootModule({
      resource: {
        aws_instance: {
          ebs_05_object: {
            ...machine,
            root_block_device: { encrypted: true },
            ebs_block_device: [{ device_name: "/dev/sdf", encrypted: true, volume_size: 20 }],
          },
          ebs_05_template: { ...machine, launch_template: { id: ref("aws_launch_template.ebs_05_text.id") } },
        },
        aws_launch_configuration: {
          ebs_05_configuration: {
            image_id: "ami-0a1b2c3d4e5f60718",
            instance_type: "t3.micro",
            root_block_device: [{ encrypted: true }],
          },
        },
        aws_launch_template: {
          ebs_05_text: {
            name: "ebs-05-text",
            block_device_mappings: [
              { device_name: "/dev/xvda", ebs: [{ encrypted: "true", volume_size: 50 }] },
              { device_name: "/dev/xvdb", ebs: { encrypted: true, volume_size: 50 } },
              { device_name: "/dev/xvdc", virtual_name: "ephemeral0" },
            ],
          },
        },
      },
    }),
    fails: [],
  },
  {
    name: "encrypted-by-account",
    terraform: rootModule({
      resource: {
        aws_ebs_encryption_by_default: { ebs_05_account: {} },
        aws_instance: { ebs_05_by_account: machine },
      },
    }),
    fails: [],
  },
  {
    name: "in-clear",
    terraform: rootModule({
      resource: {
        aws_instance: {
          ebs_05_silent: machine,
          ebs_05_root_off: { ...machine, root_block_device: [{ encrypted: false }] },
          ebs_05_data_off: {
            ...machine,
            root_block_device: [{ encrypted: true }],
            ebs_block_device: [
              { device_name: "/dev/sdf", encrypted: true, volume_size: 20 },
              { device_name: "/dev/sdg", encrypted: false, volume_size: 20 },
            ],
          },
        },
        aws_launch_configuration: {
          ebs_05_configuration_silent: { image_id: "ami-0a1b2c3d4e5f60718", instance_type: "t3.micro" },
        },
        aws_launch_template: {
          ebs_05_template_off: {
            name: "ebs-05-template-off",
            block_device_mappings: [{ device_name: "/dev/xvda", ebs: [{ encrypted: "false", volume_size: 50 }] }],
          },
          ebs_05_template_size_only: {
            name: "ebs-05-template-size-only",
            block_device_mappings: { device_name: "/dev/xvda", ebs: { volume_size: 50 } },
          },
        },
      },
    }),
    fails: [
      { check: "EBS-05.root-volume", resource: "aws_instance.ebs_05_silent" },
      { check: "EBS-05.root-volume", resource: "aws_instance.ebs_05_root_off" },
      { check: "EBS-05.data-volume", resource: "aws_instance.ebs_05_data_off" },
      { check: "EBS-05.root-volume", resource: "aws_launch_configuration.ebs_05_configuration_silent" },
      { check: "EBS-05.root-volume", resource: "aws_launch_template.ebs_05_template_off" },
      { check: "EBS-05.root-volume", resource: "aws_launch_template.ebs_05_template_size_only" },
    ],
  },
];
