/** `npm run generate`: writes every generated file anew. Each has a freshness test beside what generates it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generatedReportFiles } from "../checks/reports/generated";
import { writeFileAtomically } from "../common/files";
import { packageRoot } from "../common/packageRoot";
import { generateDigitTypes } from "../config/digit/generateTypes";
import { servicesPage } from "../config/digit/servicesPage";
import { generateTypes } from "../config/generate";
import { environmentReference } from "../config/reference";
import { controlsPage } from "../operations/controlsPage";
import { permissionsPage } from "../operations/permissions/page";
import { rulesPage } from "../operations/rulesPage";
import { generatedStackFiles } from "../stacks/generated";
import { generateValuesTypes } from "../stacks/services/generateTypes";
import { differencesPage } from "./differences";
import { rulePages } from "./rulePages";
import { weaknessesPage } from "./weaknesses";

async function main(): Promise<void> {
  const root = packageRoot();
  const generated: [path: string, content: string][] = [
    ["config/environment.generated.ts", await generateTypes()],
    ["config/digit/catalogue.generated.ts", await generateDigitTypes()],
    ["stacks/services/values.generated.ts", await generateValuesTypes()],
    ["docs/services.md", servicesPage()],
    [
      "docs/environment-file.md",
      environmentReference(readFileSync(join(root, "docs/environment-file.template.md"), "utf8")),
    ],
    ["docs/rules.md", rulesPage()],
    ["docs/controls.md", controlsPage()],
    ["docs/differences.md", differencesPage()],
    ["docs/weaknesses.md", weaknessesPage()],
    ["docs/permissions.md", permissionsPage()],
  ];
  generated.push(...rulePages().map(([path, content]): [string, string] => [path, content]));
  generated.push(...generatedReportFiles(), ...generatedStackFiles());
  for (const [path, content] of generated) {
    writeFileAtomically(join(root, path), content, 0o644);
    console.error(`written: ${path}`);
  }
}

void main();
