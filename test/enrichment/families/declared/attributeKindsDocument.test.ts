import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { attributeKinds } from '../../../../src/config/attributeKeys.js';
import { condition } from '../../../../src/config/conditionKeys.js';
import { enrichmentKeys } from '../../../../src/config/enrichmentKeys.js';
import { readConfig } from '../../../../src/config.js';
import { createRegistry } from '../../../../src/enrichment/families/registry.js';
import { packageRoot } from '../../../../src/lib/process/packageRoot.js';

const read = (document: string): string => readFileSync(join(packageRoot, 'docs', document), 'utf8');

/** The YAML examples of a document. */
const examplesIn = (document: string): unknown[] =>
  [...read(document).matchAll(/```yaml\n([^`]*)```/g)].map(([, yaml]) => parse(yaml ?? '') as unknown);

const examples = examplesIn('attribute-kinds.md');

it('the examples of the documentation are attributes, one of every kind', () => {
  const attributes = examples.flatMap((example) =>
    Array.isArray(example)
      ? example
      : ((example as { enrichment?: { attributes: unknown[] } }).enrichment?.attributes ?? []),
  );
  const enrichment = enrichmentKeys.parse({ attributes });
  const { definitions } = createRegistry({ ...readConfig({}), enrichment });
  expect(definitions.map(({ name }) => name)).toEqual(
    expect.arrayContaining(enrichment.attributes.map(({ name }) => name)),
  );
  expect(new Set(enrichment.attributes.map(({ kind }) => kind))).toEqual(new Set(attributeKinds));
});

it.each(attributeKinds)('the documentation says what the kind %s is', (kind) => {
  // In the first cell of a table, or at the beginning of an item.
  expect(read('attribute-kinds.md')).toMatch(new RegExp(`^(?:\\|[^|]*|- )\`${kind}\``, 'm'));
});

it.each(['attribute-kinds.md', 'filters.md'])('the conditions of %s are some', (document) => {
  const conditions = examplesIn(document).flatMap((example) => (example as { where?: unknown }).where ?? []);
  expect(conditions.map((where) => condition.safeParse(where).success)).toEqual([true]);
});
