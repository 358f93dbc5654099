import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { partNames } from '../../../src/delivery/parts/partNames.js';
import { safeName } from '../../../src/delivery/parts/safeName.js';

describe('safeName', () => {
  it.each([
    ['Spring sale', 'Spring-sale'],
    ['../../etc/passwd', 'etc-passwd'],
    ['a\u0000b\nc', 'a-b-c'],
    ['Frühling 2026', 'Frühling-2026'],
    ['春のセール', '春のセール'],
    ['...', 'unnamed'],
    ['🎉', 'unnamed'],
    ['C:\\x', 'C-x'],
    ['', 'unnamed'],
    ['ü'.repeat(100), 'ü'.repeat(37)],
    [`${'a'.repeat(74)} b`, 'a'.repeat(74)],
  ])('makes %j %j', (name, safe) => expect(safeName(name)).toBe(safe));
});

const part = (subAudienceId: string, treatmentName: string) => ({ subAudienceId, treatmentName });

describe('partNames', () => {
  it('are campaign and treatment, and the sub-audience where that is not enough', () => {
    expect(partNames('Spring', [part('Loyal', 'A'), part('Loyal', 'B'), part('Remaining', 'a')])).toEqual([
      'Spring_Loyal_A',
      'Spring_B',
      'Spring_Remaining_a',
    ]);
  });

  it('are numbered where characters that are not safe were the only difference', () => {
    expect(partNames('S', [part('X', 'a/b'), part('X', 'a:b'), part('X!', 'a b')])).toEqual([
      'S_X_a-b',
      'S_X_a-b_2',
      'S_X_a-b_3',
    ]);
  });

  it('are never two of one, whatever the case, nor longer than file systems take', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'A', '_', '2', '-', ' ', '🎉', 'ü'), maxLength: 4 });
    fc.assert(
      fc.property(fc.array(fc.record({ subAudienceId: name, treatmentName: name }), { maxLength: 30 }), (parts) => {
        const names = partNames('x'.repeat(100), parts).map((one) => one.toLowerCase());
        expect(new Set(names).size).toBe(parts.length);
        expect(Math.max(0, ...names.map((one) => Buffer.byteLength(`.${one}_10000.parquet.partial`)))).toBeLessThan(
          256,
        );
      }),
      { numRuns: 200 },
    );
  });
});
