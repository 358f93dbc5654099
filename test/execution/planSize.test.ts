import { makeExecutableSchema } from '@graphql-tools/schema';
import { describe, expect, it } from '@jest/globals';
import { parse, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { executePlanned } from '../../src/execution/executePlanned.js';
import { planFor } from '../../src/execution/planKeeper.js';
import { Budget } from '../../src/lib/budget/Budget.js';
import { createLender } from '../../src/lib/budget/createLender.js';
import { countValues } from '../../src/lib/budget/countValues.js';

const schema = makeExecutableSchema({
  typeDefs: 'type Query { next: Query, x: Int }',
  resolvers: { Query: { next: () => ({}) } },
});
countValues(schema);

const many = (count: number, prefix: string, field: string): string =>
  Array.from({ length: count }, (_, n) => `${prefix}${n}: ${field}`).join(' ');

/** A document of 3 × count fields whose fragments make about count³ of them. */
const nested = (count: number): DocumentNode =>
  parse(`{ ${many(count, 'a', 'next { ...B }')} }
    fragment B on Query { ${many(count, 'b', 'next { ...C }')} }
    fragment C on Query { ${many(count, 'c', 'x')} }`);

const sizeOf = (count: number): number => count + count ** 2 + count ** 3;

async function run(document: DocumentNode, limit: number) {
  const budget = new Budget({ limit, lender: createLender(1e12), onRefusal: () => {} });
  const { errors = [] } = await executePlanned({ schema, document, contextValue: { budget } });
  return { taken: budget.size, errors: [...new Set(errors.map(({ message }) => message))] };
}

const planOf = (document: DocumentNode) => planFor(schema, document.definitions[0] as OperationDefinitionNode, {}, {});

describe('a document that is much larger than its text', () => {
  it('is counted by the fields that are planned for it, and by its values alone when its plan is kept', async () => {
    const document = nested(10);
    const [first, second, third] = [await run(document, 1e9), await run(document, 1e9), await run(document, 1e9)];
    expect(first.taken).toBe(second.taken);
    expect(first.taken - third.taken).toBe(500 * sizeOf(10));
    expect(planOf(document).size).toBe(sizeOf(10));
  });

  it('is not kept where it is very large', async () => {
    const document = nested(20);
    expect(sizeOf(20)).toBeGreaterThan(4000);
    const runs = [await run(document, 1e9), await run(document, 1e9), await run(document, 1e9)];
    expect(new Set(runs.map(({ taken }) => taken)).size).toBe(1);
    expect(planOf(document).size).toBe(0);
  });

  it('is refused where its fields take more than a request may', async () => {
    expect(await run(nested(30), 5_000_000)).toMatchObject({
      errors: [expect.stringContaining('The answer would take more than 5 MB of memory')],
    });
  });

  it('leaves room for the plans of others: those that were used longest ago go', async () => {
    const documents = Array.from({ length: 20 }, () => nested(15));
    for (const document of documents) for (const _use of ['first', 'second']) await run(document, 1e9);
    const kept = documents.filter((document) => planOf(document).size > 0);
    // 40,000 fields are kept in all.
    expect(sizeOf(15)).toBe(3615);
    expect(kept.length).toBeLessThanOrEqual(11);
    expect(kept).toContain(documents.at(-1));
  });
});
