import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { addressFaults, copiesOf, licenceFaults, type LockedPackages } from './rules/packageFaults.js';

const lockedIn = (folder: string): LockedPackages => {
  const lock = readFileSync(join(packageRoot, folder, 'package-lock.json'), 'utf8');
  return (JSON.parse(lock) as { packages: LockedPackages }).packages;
};

const packages = lockedIn('.');

describe('the packages', () => {
  it('hold one graphql, of version 16', () => {
    const copies = copiesOf('graphql', join(packageRoot, 'node_modules'));
    expect(copies).toEqual([expect.stringMatching(/graphql 16\.\d+\.\d+$/)]);
  });
  it('leave a user of Facet free', () => expect(licenceFaults(packages)).toEqual([]));
  it('are locked to no address, so that any registry will do', () => expect(addressFaults(packages)).toEqual([]));
  it('of the benches are locked so too', () => expect(addressFaults(lockedIn('bench'))).toEqual([]));
  it('of the example of another team are free, and locked so too', () => {
    const example = lockedIn('examples/federation');
    expect([...licenceFaults(example), ...addressFaults(example)]).toEqual([]);
  });
});

describe('the rules see', () => {
  it('a second copy, wherever it lies', () => {
    const modules = mkdtempSync(join(tmpdir(), 'facet-packages-'));
    try {
      for (const folder of ['a', '@scope/b/node_modules/a', '@scope/b/node_modules/c/node_modules/a']) {
        mkdirSync(join(modules, folder), { recursive: true });
        writeFileSync(join(modules, folder, 'package.json'), '{"version":"1.2.3"}');
      }
      expect(copiesOf('a', modules)).toHaveLength(3);
      expect(copiesOf('c', modules)).toEqual([]);
    } finally {
      rmSync(modules, { recursive: true });
    }
  });

  it('licences that bind', () => {
    const binding = [
      'GPL-3.0',
      'AGPL-3.0-only',
      'LGPL-2.1',
      'Elastic-2.0',
      'SSPL-1.0',
      'BUSL-1.1',
      '(MIT AND GPL-2.0)',
    ];
    const faults = licenceFaults({
      '': {},
      free: { license: '(GPL-3.0 OR MIT)' },
      both: { license: '(MIT AND BSD-3-Clause)' },
      tool: { license: 'AGPL-3.0', dev: true },
      ...Object.fromEntries(binding.map((license) => [`bound by ${license}`, { license }])),
      unknown: {},
    });
    expect(faults).toEqual(binding.map((license) => `bound by ${license}: ${license}`).concat('unknown: no licence'));
  });

  it('addresses', () => {
    expect(
      addressFaults({
        a: { version: '1.0.0' },
        b: { version: '1.0.0', resolved: 'https://registry.example/b.tgz' },
        c: { version: 'git+ssh://git@example.com/c.git' },
      }),
    ).toEqual(['b: https://registry.example/b.tgz', 'c: git+ssh://git@example.com/c.git']);
  });
});
