import { expect, it } from '@jest/globals';
import { compileKpi } from '../../src/results/compileKpi.js';
import { catalogueOf } from '../catalogue/sampleCatalogue.js';
import { refusal } from '../support/refusal.js';
import { viewerOf, viewerWith } from '../support/roles.js';

const catalogue = catalogueOf(
  { slot: 'FIELD1', alias: 'INCOME', piiClass: 'DEMOGRAPHIC' },
  { slot: 'FIELD2', alias: 'VISITS', piiClass: 'NONE' },
  { slot: 'FIELD3', alias: 'POINTS' },
);

it('a change is measured of what the viewer may read, by its alias or slot', () => {
  const viewer = viewerOf({ pii: viewerWith('DEMOGRAPHIC', 'mask').role.pii, unclassified: 'hide' });
  expect(compileKpi({ catalogue, viewer }, 'visits', 'kpis[0]').name).toBe('VISITS');
  for (const [name, what] of [
    ['INCOME', 'personal (DEMOGRAPHIC)'],
    ['POINTS', 'a value that nobody has classified'],
  ] as const)
    expect(() => compileKpi({ catalogue, viewer }, name, 'kpis[1]')).toThrow(
      refusal(
        `"kpis[1]" asks by "${name}", which is ${what}: the role "tester" may not read it, and so not ask by it.`,
        'VALUE_NOT_READABLE',
      ),
    );
  expect(() => compileKpi({ catalogue, viewer }, 'field1', 'kpis[1]')).toThrow('may not read it');
  expect(compileKpi({ catalogue, viewer: viewerOf({}) }, 'FIELD1', 'kpis[0]').name).toBe('FIELD1');
});
