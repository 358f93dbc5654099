import type { CodeTable } from './CodeFacts.js';

/** Codes of the query builder, beside those of the questions that it asks. */
export const clientErrors = {
  CLIENT_UNFIT: {
    means: 'A client of postgres.js that was given changes names or values, or can begin no transaction.',
    remedy: 'Give one without `transform` and with `fetch_types`, or the URL of the database.',
  },
  ENTITY_MISSING: {
    means: '`first()` was called on a query that names no entity.',
    remedy: 'Name it with `forEntity(id)`, or ask for all with `all()`.',
  },
  GATEWAY_ANSWER: {
    means: 'Something else than Facet answered at the address.',
    remedy: 'Give the address of its `/graphql`.',
  },
  GATEWAY_ERROR: {
    means: 'The gateway answered with an error that has no code.',
    remedy: 'Read the sentence.',
  },
  GATEWAY_UNREACHABLE: {
    means: 'Nothing answers at the address of the gateway.',
    remedy: 'Check the address, and whether the gateway runs.',
  },
  ROLE_UNFIT: {
    means: 'The query builder is to answer for a role that the config does not have, or for more than it sees.',
    remedy: 'Do what the sentence says; the keys of roles are in `access.roles` of the config.',
  },
  SOURCE_CLOSED: {
    means: 'The source of the query was closed.',
    remedy: 'Open another one.',
  },
  SOURCE_MISSING: {
    means: 'The query builder has no source.',
    remedy: 'Begin with `QueryBuilder.on(source)`, or say `QueryBuilder.use(source)` first.',
  },
  SOURCE_UNFIT: {
    means: 'What was given as a source is none.',
    remedy: 'Give what `await fromDatabase()` or `fromGateway(url)` gives.',
  },
} as const satisfies CodeTable;
