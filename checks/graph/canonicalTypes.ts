/** Types that are another spelling of a type: rules know only the newer name. */
const newerNames: Readonly<Record<string, string>> = {
  aws_alb: "aws_lb",
  aws_alb_listener: "aws_lb_listener",
  aws_alb_listener_certificate: "aws_lb_listener_certificate",
  aws_alb_listener_rule: "aws_lb_listener_rule",
  aws_alb_target_group: "aws_lb_target_group",
  aws_alb_target_group_attachment: "aws_lb_target_group_attachment",
  aws_elasticsearch_domain: "aws_opensearch_domain",
  aws_elasticsearch_domain_policy: "aws_opensearch_domain_policy",
  aws_elasticsearch_domain_saml_options: "aws_opensearch_domain_saml_options",
  aws_elasticsearch_vpc_endpoint: "aws_opensearch_vpc_endpoint",
  aws_s3_bucket_object: "aws_s3_object",
};

export function canonicalType(type: string): string {
  return Object.hasOwn(newerNames, type) ? (newerNames[type] ?? type) : type;
}
