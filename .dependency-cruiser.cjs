/** Layers of design §2: what may know what. A violation fails `npm run lint`, and so the build. */
const layer = (name, from, to, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: from, pathNot: "\\.test\\.ts$" },
  to: { path: to },
});
module.exports = {
  forbidden: [
    layer(
      "checks-know-no-stacks",
      "^checks/",
      "^(stacks|constructs|gate|engine|operations|cli|config|tools|recovery)/",
      "The check engine works on anybody's Terraform and Kubernetes.",
    ),
    layer(
      "checks-never-load-cdktf",
      "^checks/",
      "node_modules/(cdktf|cdktn|constructs|@cdktf)(/|$)",
      "Start-up time, and independence of our own synthesis.",
    ),
    layer(
      "constructs-read-nothing",
      "^constructs/",
      "^(stacks|gate|engine|cli|tools|checks/(inputs|graph|rules|reports))/|^(fs|node:fs|child_process|node:child_process)$",
      "Constructs get props; no I/O and no environment.",
    ),
    layer(
      "stacks-compose-only",
      "^stacks/",
      "^(gate|engine|cli|tools)/",
      "Stacks take a typed environment and connect constructs.",
    ),
    layer(
      "config-is-alone",
      "^config/",
      "^(stacks|constructs|gate|engine|cli|checks)/",
      "The environment is data; reading it needs nothing above it.",
    ),
    layer(
      "engine-runs-only",
      "^engine/",
      "^(stacks|constructs|gate|cli|checks|config)/",
      "The engine runs processes and knows no policy.",
    ),
    layer(
      "common-is-the-ground",
      "^common/",
      "^(stacks|constructs|gate|engine|cli|checks|config|tools)/",
      "Everyone may use common; common uses nobody.",
    ),
    layer(
      "nobody-calls-the-cli",
      "^(?!cli/|tests/|bench/|tools/setup)",
      "^cli/",
      "Verbs call modules, never the other way round.",
    ),
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["node", "require", "import"] },
  },
};
