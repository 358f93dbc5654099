import { expect, it } from '@jest/globals';
import { parse, subscribe } from 'graphql';
import { cloneDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { viewerOf, viewerWith } from '../../support/roles.js';
import { openScope } from '../../support/scope.js';
import { createContext } from '../../../src/federation/requestContext.js';

it('news of segments are told to who may read everything and is told of small groups', async () => {
  const database = await cloneDatabase();
  try {
    const { schema } = await openGraph(database);
    const codeFor = async (viewer: ReturnType<typeof viewerOf>) => {
      const result = await subscribe({
        schema,
        document: parse('subscription { segmentChanged(id: "x") { size } }'),
        contextValue: createContext(openScope(database, { viewer })),
      });
      return 'errors' in result
        ? (result.errors?.[0]?.originalError as { code?: unknown } | undefined)?.code
        : undefined;
    };
    expect(await codeFor(viewerWith('CONTACT', 'mask'))).toBe('VALUE_NOT_READABLE');
    expect(await codeFor(viewerOf({ leastGroup: 2 }))).toBe('GROUP_TOO_SMALL');
    // Whoever may is told only that nobody tells news here.
    expect(await codeFor(viewerOf({}))).toBe('OPERATION_NOT_SUPPORTED');
  } finally {
    await database.drop();
  }
});
