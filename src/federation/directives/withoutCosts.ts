import { Kind, visit, type DocumentNode } from 'graphql';
import { costDirective } from '../../lib/checks/costDirective.js';

/**
 * A document without what it says of costs. Routers know such directives from federation 2.9 on, and older ones refuse a schema that
 * has them.
 */
export const withoutCosts = (document: DocumentNode): DocumentNode =>
  visit(document, {
    [Kind.DIRECTIVE]: ({ name }) => (costDirective(name.value) === undefined ? undefined : null),
    // Nothing below needs to be looked at.
    [Kind.NAMED_TYPE]: () => false,
    [Kind.LIST_TYPE]: () => false,
    [Kind.NON_NULL_TYPE]: () => false,
  });
