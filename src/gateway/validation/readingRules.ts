import { type ValidationRule } from 'graphql';
import type { Role } from '../../config/access/Role.js';
import { codedError } from '../../lib/errors/codedError.js';
import '../../lib/rights/fieldRights.js';

/** Refuses each field that the schema of a role keeps and refuses, once, with `FIELD_NOT_READABLE`. */
const readableFields: ValidationRule = (context) => {
  const told = new Set<string>();
  return {
    Field(node) {
      const right = context.getFieldDef()?.extensions.right;
      if (right?.policy !== 'refuse' || told.has(right.reason)) return;
      told.add(right.reason);
      context.reportError(codedError('FIELD_NOT_READABLE', right.reason, { nodes: node }));
    },
  };
};

const ofSchema = new Set(['__schema', '__type', '_service']);

/** Refuses what asks for the schema itself, wherever it stands in a document, with `INTROSPECTION_DISABLED`. */
const noIntrospection: ValidationRule = (context) => {
  let isTold = false;
  return {
    Field(node) {
      if (isTold || !ofSchema.has(node.name.value)) return;
      isTold = true;
      const sentence = `"${node.name.value}" asks for the schema itself, which your role may not.`;
      context.reportError(codedError('INTROSPECTION_DISABLED', sentence, { nodes: node }));
    },
  };
};

/** The rules for documents of a role, beside those that hold for all. */
export const readingRules = ({ introspection }: Pick<Role, 'introspection'>): readonly ValidationRule[] =>
  introspection ? [readableFields] : [readableFields, noIntrospection];
