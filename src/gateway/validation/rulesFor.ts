import type { ValidationRule } from 'graphql';
import type { Role } from '../../config/access/Role.js';
import { createCountLimits } from './countLimits.js';
import { createDepthLimit } from './depthLimit.js';
import { limitsFor, type DocumentLimits } from './limitsFor.js';
import { operationTypes } from './operationTypes.js';
import { readingRules } from './readingRules.js';

/** The rules for how much a document of a role may ask for. */
export function limitRules(role: Pick<Role, 'limits'>, limits: DocumentLimits): readonly ValidationRule[] {
  const own = limitsFor(role, limits);
  return [createDepthLimit(own.depth), createCountLimits(own)];
}

/** The rules beside those of GraphQL that documents of a role are validated by, for answers that are one. */
export const rulesFor = (role: Pick<Role, 'limits' | 'introspection'>, limits: DocumentLimits): ValidationRule[] => [
  ...limitRules(role, limits),
  operationTypes,
  ...readingRules(role),
];
