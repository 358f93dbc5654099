import { compileExpression } from '../../../src/ingest/import/expressions/compileExpression.js';
import type { ExpressionScope } from '../../../src/ingest/import/expressions/expression.js';
import { columnShape } from '../../../src/ingest/import/sources/columnShape.js';

/** What expressions are compiled against for a file with these columns, imported on 31 January 2026. */
export const scopeOf = (header: readonly string[], given: Partial<ExpressionScope> = {}): ExpressionScope => ({
  shape: columnShape('x.csv', header),
  nulls: new Set(['']),
  lookups: new Map(),
  patterns: [],
  today: '2026-01-31',
  row: { number: 0 },
  compile: compileExpression,
  ...given,
});
