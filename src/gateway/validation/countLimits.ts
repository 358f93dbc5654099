import type { ValidationRule } from 'graphql';
import { codedError } from '../../lib/errors/codedError.js';
import type { ErrorCode } from '../../words/errorCodes.js';
import { countOperation, type OperationCounts } from './countOperation.js';

const rules: readonly (readonly [name: keyof OperationCounts, code: ErrorCode, what: string])[] = [
  ['aliases', 'MAX_ALIASES_LIMIT', 'fields under aliases'],
  ['rootFields', 'MAX_ROOT_FIELDS_LIMIT', 'fields of the root'],
  ['directives', 'MAX_DIRECTIVES_LIMIT', 'directives'],
];

/** A validation rule: an operation has no more aliases, fields of the root and directives than the limits say. */
export const createCountLimits =
  (limits: OperationCounts): ValidationRule =>
  (context) => ({
    OperationDefinition(operation) {
      const counts = countOperation(context.getDocument(), operation);
      for (const [name, code, what] of rules) {
        const [found, limit] = [counts[name], limits[name]];
        if (found <= limit) continue;
        const has = found === Infinity ? `more ${what} than can be counted` : `${found} ${what}`;
        const message = `The operation has ${has}; the limit is ${limit}.`;
        context.reportError(
          codedError(code, message, { nodes: operation, extensions: { limit, ...(found !== Infinity && { found }) } }),
        );
      }
      // Nothing below is counted again.
      return false;
    },
  });
