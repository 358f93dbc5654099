/** What `@jest/globals` is in a test: what Jest made for the file that runs now. This module outlives the file. */
const ofThisFile = (name) =>
  new Proxy(() => undefined, {
    apply: (_target, _self, given) => globalThis[name](...given),
    get: (_target, key) => globalThis[name][key],
  });

export const afterAll = ofThisFile('afterAll');
export const afterEach = ofThisFile('afterEach');
export const beforeAll = ofThisFile('beforeAll');
export const beforeEach = ofThisFile('beforeEach');
export const describe = ofThisFile('describe');
export const expect = ofThisFile('expect');
export const it = ofThisFile('it');
export const test = ofThisFile('test');
