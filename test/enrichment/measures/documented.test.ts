import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { condition } from '../../../src/config/conditionKeys.js';
import { enrichmentKeys } from '../../../src/config/enrichmentKeys.js';
import { readConfig } from '../../../src/config.js';
import { createRegistry } from '../../../src/enrichment/registry.js';
import { packageRoot } from '../../../src/lib/packageRoot.js';

const text = readFileSync(join(packageRoot, 'docs', 'metric-kinds.md'), 'utf8');
const examples = [...text.matchAll(/```yaml\n([^`]*)```/g)].map(([, yaml]) => parse(yaml ?? '') as unknown);

it('the examples of the documentation are metrics, one of every kind', () => {
  const metrics = examples.flatMap((example) =>
    Array.isArray(example) ? example : ((example as { enrichment?: { metrics: unknown[] } }).enrichment?.metrics ?? []),
  );
  const enrichment = enrichmentKeys.parse({ metrics });
  const { definitions } = createRegistry({ ...readConfig({}), enrichment });
  expect(definitions.map(({ name }) => name)).toEqual(
    expect.arrayContaining(enrichment.metrics.map(({ name }) => name)),
  );
  expect(new Set(enrichment.metrics.map(({ kind }) => kind)).size).toBe(12);
});

it('its condition is one', () => {
  const [where] = examples.flatMap((example) => (example as { where?: unknown }).where ?? []);
  expect(condition.safeParse(where).success).toBe(true);
});
