import { firstCatalogue } from '../../../scripts/lib/demoSchema.js';
import { toFieldAlias } from '../../../src/subgraphs/aliases/shape.js';
import type { NamesByType } from '../../contract/rules/sourceFaults.js';

const [meaning] = firstCatalogue().meanings;

/** The keys of the rows that stand behind the types of field aliases. */
export const aliasRows: NamesByType = {
  FieldAlias: meaning === undefined ? {} : { ...toFieldAlias(meaning) },
};
