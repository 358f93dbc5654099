const { TestEnvironment } = require('jest-environment-node');

/** Jest's environment for Node, in the worker's own realm; see `runtime.cjs`. */
module.exports = class Environment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global = globalThis;
  }

  async setup() {
    // Jest would map stacks by transforms of its own: Node maps them by those of tsx.
    delete Error.prepareStackTrace;
  }
};
