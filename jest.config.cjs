/** One jest project per kind of suite, so that `npm test` and the `test:*` suites choose by name. */
const shared = {
  rootDir: __dirname,
  testEnvironment: "node",
  transform: {
    "^.+\\.(ts|mts|js|mjs)$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  // An ES module, which jest loads only as CommonJS.
  transformIgnorePatterns: ["/node_modules/(?!@marcbachmann/)"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/out/"],
};
module.exports = {
  testSequencer: "<rootDir>/tests/sequencer.cjs",
  // A whole deployment of eleven stacks on a machine that does other things as well.
  testTimeout: 1_800_000,
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: ["<rootDir>/**/*.test.ts"],
      testPathIgnorePatterns: [
        "/node_modules/",
        "<rootDir>/tests/e2e/",
        "<rootDir>/tests/browser/",
        "<rootDir>/tests/gate/",
        "<rootDir>/tests/cluster/",
        "<rootDir>/tests/tofu/",
      ],
    },
    { ...shared, displayName: "e2e", testMatch: ["<rootDir>/tests/e2e/**/*.test.ts"] },
    { ...shared, displayName: "browser", testMatch: ["<rootDir>/tests/browser/**/*.test.ts"] },
    { ...shared, displayName: "gate", testMatch: ["<rootDir>/tests/gate/**/*.test.ts"] },
    { ...shared, displayName: "tofu", testMatch: ["<rootDir>/tests/tofu/**/*.test.ts"] },
    { ...shared, displayName: "cluster", testMatch: ["<rootDir>/tests/cluster/**/*.test.ts"] },
  ],
};
