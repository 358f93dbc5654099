const asyncHooks = require('node:async_hooks');
const { createRequire } = require('node:module');
const { pathToFileURL } = require('node:url');
const { default: JestRuntime } = require('jest-runtime');

const load = createRequire(__filename);
const isFramework = (path) => /[/\\]jest-circus[/\\]build[/\\]jestAdapterInit/.test(path);
const loaded = new Set();

/**
 * Stands in for `AsyncLocalStorage` where the framework notes which test runs: tests run one after the other. Node 20 follows
 * every promise of the process for the original, which is a tenth of all that the tests do.
 */
class Current {
  getStore() {
    return this.store;
  }

  run(store, work) {
    const before = this.store;
    this.store = store;
    return Promise.resolve(work()).finally(() => (this.store = before));
  }
}

/** Loads the module that holds the tests of a file, afresh. */
function loadFramework(path) {
  delete globalThis[Symbol.for('EVENT_HANDLERS')];
  delete load.cache[load.resolve(path)];
  const { AsyncLocalStorage } = asyncHooks;
  asyncHooks.AsyncLocalStorage = Current;
  try {
    return load(path);
  } finally {
    asyncHooks.AsyncLocalStorage = AsyncLocalStorage;
  }
}

/**
 * Jest's runtime with Node's own modules: a worker reads each once, for all of its test files, in the one realm there is.
 * Jest itself reads every module again for every test file, libraries too: a second of each file's time.
 */
class Runtime extends JestRuntime {
  requireInternalModule(path) {
    return isFramework(path) ? loadFramework(path) : load(path);
  }

  requireModule(path) {
    return load(path);
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  unstable_importModule(path) {
    const { href } = pathToFileURL(path);
    // In watch mode one process reads a test file again.
    const again = loaded.has(href) ? `?${Date.now()}` : '';
    loaded.add(href);
    return import(`${href}${again}`);
  }
}

module.exports = { __esModule: true, default: Runtime };
