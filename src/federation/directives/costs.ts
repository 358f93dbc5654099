import { Kind, visit, type DocumentNode } from 'graphql';

/** Whether a directive says what something costs. Schemas may give it a prefix, where they do not import it. */
export const isOfCosts = (name: string): boolean => /^(?:\w+__)?(?:cost|listSize)$/.test(name);

/**
 * A document without what it says of costs. Routers know such directives from federation 2.9 on, and older ones refuse a schema that
 * has them.
 */
export const withoutCosts = (document: DocumentNode): DocumentNode =>
  visit(document, {
    [Kind.DIRECTIVE]: ({ name }) => (isOfCosts(name.value) ? null : undefined),
    // Nothing below needs to be looked at.
    [Kind.NAMED_TYPE]: () => false,
    [Kind.LIST_TYPE]: () => false,
    [Kind.NON_NULL_TYPE]: () => false,
  });
