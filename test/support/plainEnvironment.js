import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/**
 * Jest's environment for Node with an ordinary global object. Jest's own global is a proxy: every `Object` or `process`
 * that code names goes through it, which took drizzle-orm half of the time of a test that builds long statements.
 */
// oxlint-disable-next-line import/no-default-export -- jest wants it
export default class PlainEnvironment extends TestEnvironment {
  constructor(config, context) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
  }
}
