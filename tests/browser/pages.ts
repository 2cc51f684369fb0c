/** Pages that a browser is shown: an ordinary one, one with hostile and endless names, one beside a baseline. */
import { buildDrawing } from "../../checks/reports/drawing";
import { renderHtml } from "../../checks/reports/html";
import { html } from "../../checks/reports/html/markup";
import { sampleGraph } from "../../checks/reports/testing/graph";
import { platformResources } from "../../checks/reports/testing/graphSample";
import { awsMatrix, crowdedMatrix, hostileMatrix } from "../../checks/reports/testing/matrices";
import { samplePlatform, sampleRules } from "../../checks/reports/testing/platform";
import { comparedReport, sampleFinding, sampleReport } from "../../checks/reports/testing/sample";

const drawing = buildDrawing(sampleGraph(platformResources));
const long = "a_very_long_name_without_any_place_to_break_".repeat(12);
const hostile = `"><script>window.injected=1</script><img src=x onerror="window.injected=1">\u202e\u001b[31m`;

function hostilePage(): string {
  const names = [long, hostile, `module.x["${hostile}"]`, "नगर निगम का डेटाबेस ".repeat(20)];
  const findings = names.flatMap((name) =>
    (["fail", "unknown", "excepted", "pass"] as const).map((status) =>
      sampleFinding({
        status,
        resource: name,
        path: name,
        message: name,
        actual: name,
        expected: [name],
        reason: name,
        remediation: name,
        related: [name, name],
        stack: name,
        source: { file: `${name}.tf`, line: 3, construct: name },
      }),
    ),
  );
  const report = sampleReport(findings);
  return renderHtml(
    {
      ...report,
      parameters: { [long]: long },
      inputs: report.inputs.map((input) => ({
        ...input,
        path: long,
        notes: [{ kind: "unreadable-file" as const, message: long, source: { file: hostile } }],
      })),
      inlineExceptions: [
        {
          tool: "checkov",
          id: "CKV_AWS_16",
          reason: hostile,
          input: 0,
          stack: null,
          resource: long,
          source: { file: long, line: 1 },
          checks: [],
          counts: false,
          why: long,
        },
      ],
    },
    {
      rules: sampleRules,
      reachability: [hostileMatrix],
      passedOver: [{ path: long, reason: hostile }],
      exceptions: samplePlatform.exceptions.map((entry) => ({
        ...entry,
        reason: long,
        owner: hostile,
        resource: long,
      })),
    },
  );
}

function manyPage(): string {
  const severities = ["critical", "high", "medium", "low"] as const;
  const findings = Array.from({ length: 200 }, (_, number) =>
    sampleFinding({
      resource: `aws_db_instance.number_${number}`,
      check: `RDS-01.check-${number % 8}`,
      severity: severities[number % 4] ?? "low",
    }),
  );
  const body = html`<p>A matrix that the caller gives.</p>`;
  return renderHtml(sampleReport(findings), {
    rules: sampleRules,
    drawing,
    parts: [{ id: "communication", title: "What may talk to what", body }],
  });
}

export const pages: { readonly [name: string]: () => string } = {
  platform: () => renderHtml({ ...samplePlatform, drawing, reachability: [awsMatrix, crowdedMatrix] }),
  hostile: hostilePage,
  many: manyPage,
  compared: () => renderHtml(comparedReport(), { rules: sampleRules, exceptions: samplePlatform.exceptions }),
};
