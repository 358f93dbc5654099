import { execFileSync } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';
import { afterAll, describe, expect, it } from '@jest/globals';
import { steadyHeap } from '../../../src/lib/process/steadyHeap.js';

afterAll(() => setFlagsFromString('--heap-growing-percent=0'));

describe('steadyHeap', () => {
  it('sets a flag that this V8 has: one that it has not would be taken without a word', () => {
    const options = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
    expect(options).toContain('--heap-growing-percent');
    expect(steadyHeap).not.toThrow();
  });
});
