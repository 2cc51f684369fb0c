const Sequencer = require("@jest/test-sequencer").default;

/** The end-to-end run waits for the provider for minutes: it starts first, and the unit tests run beside it. */
module.exports = class extends Sequencer {
  sort(tests) {
    const weight = (test) => (test.path.includes("/tests/e2e/") ? 0 : 1);
    return [...super.sort(tests)].sort((a, b) => weight(a) - weight(b));
  }
};
