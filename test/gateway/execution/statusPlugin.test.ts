import { describe, expect, it } from '@jest/globals';
import { createStatusPlugin } from '../../../src/gateway/execution/statusPlugin.js';
import type { RequestState } from '../../../src/gateway/requests/requestState.js';
import { requestOf } from '../requestOf.js';

interface Told {
  readonly operationName?: string | null;
  readonly errors?: readonly object[];
  readonly data?: object | null;
  readonly status?: number | undefined;
  /** Undefined where no document came. */
  readonly source?: string | undefined;
  readonly kind?: 'single' | 'incremental';
}

/** Lets a request pass by the plugin as Apollo does. */
async function passed({
  operationName,
  errors,
  data,
  status,
  source = '{ a }',
  kind = 'single',
}: Told): Promise<RequestState> {
  const { state } = requestOf();
  const context = {
    operationName,
    source: source === 'none' ? undefined : source,
    contextValue: { state },
    response: { body: { kind, singleResult: { errors, ...(data !== undefined && { data }) } }, http: { status } },
  } as never;
  const listener = await createStatusPlugin().requestDidStart?.(context);
  if (operationName !== undefined) await listener?.didResolveOperation?.(context);
  await listener?.willSendResponse?.(context);
  return state;
}

const coded = (...codes: unknown[]) => codes.map((code) => ({ message: 'x', extensions: { code } }));

describe('the name of an operation', () => {
  it.each<[string | null, string | undefined]>([
    ['Customers', 'Customers'],
    [null, undefined],
    ['N'.repeat(150), 'N'.repeat(100)],
  ])('%j is told to the log as %j', async (operationName, told) => {
    expect((await passed({ operationName })).operationName).toBe(told);
  });
});

describe('the codes of an answer', () => {
  it.each<[string, readonly object[] | undefined, readonly string[] | undefined]>([
    ['none without errors', undefined, undefined],
    ['none of no errors', [], undefined],
    ['each once, as they came', coded('B', 'A', 'B', 'A'), ['B', 'A']],
    ['five at the most', coded('A', 'B', 'C', 'D', 'E', 'F', 'G'), ['A', 'B', 'C', 'D', 'E']],
    ['five different ones', coded('A', 'A', 'A', 'A', 'A', 'B'), ['A', 'B']],
    ['told also where there is none', [{ message: 'x' }, ...coded(undefined)], ['undefined']],
  ])('are %s', async (_, errors, codes) => {
    expect(
      (await passed({ errors: errors ?? [], ...(errors === undefined && { errors: undefined as never }) })).codes,
    ).toEqual(codes);
  });

  it('are not looked for in an answer of several parts', async () => {
    const state = await passed({ kind: 'incremental', errors: coded('A'), status: 400 });
    expect([state.codes, state.documentRefused]).toEqual([undefined, undefined]);
  });
});

describe('a document is refused', () => {
  it.each<[string, Told, boolean | undefined]>([
    ['where it has no data and the status 400', { status: 400, errors: coded('GRAPHQL_VALIDATION_FAILED') }, true],
    ['not where there are data', { status: 400, data: { a: 1 } }, false],
    ['not where the data are null: it was executed', { status: 400, data: null }, false],
    ['not with another status', { status: 401, errors: coded('UNAUTHENTICATED') }, undefined],
    ['not without a status', { errors: coded('A') }, undefined],
    ['not where none came', { status: 400, source: 'none', errors: coded('BAD_REQUEST') }, undefined],
  ])('%s', async (_, told, refused) => {
    expect((await passed(told)).documentRefused).toBe(refused);
  });
});

it('what Apollo did not expect is logged with the request', async () => {
  const { state, lines } = requestOf();
  const requestContext = { contextValue: { state } } as never;
  await createStatusPlugin().unexpectedErrorProcessingRequest?.({ requestContext, error: new Error('of Apollo') });
  expect(lines.map((line) => JSON.stringify(line)).join('')).toMatch(/internal error/);
});
