import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { packageRoot, packageVersion } from '../../../src/lib/process/packageRoot.js';

describe('packageRoot', () => {
  it('is the folder of package.json, schema and migrations', () => {
    expect(isAbsolute(packageRoot)).toBe(true);
    for (const name of ['package.json', 'schema', 'drizzle', 'examples'])
      expect([name, existsSync(join(packageRoot, name))]).toEqual([name, true]);
  });

  it('does not depend on the folder that a program is run in', () => {
    const program = `import { packageRoot } from ${JSON.stringify(join(packageRoot, 'src/lib/process/packageRoot.ts'))};
      process.stdout.write(packageRoot);`;
    const tsx = import.meta.resolve('tsx');
    const found = execFileSync(process.execPath, ['--import', tsx, '--input-type=module', '--eval', program], {
      cwd: '/',
    });
    expect(String(found)).toBe(packageRoot);
  });
});

describe('packageVersion', () => {
  it('is that of package.json', () => {
    const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
    expect(packageVersion).toBe(version);
    expect(packageVersion).toMatch(/^\d+\.\d+\.\d+/);
  });
});
