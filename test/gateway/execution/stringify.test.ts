import { describe, expect, it, test } from '@jest/globals';
import { bindData } from '../../../src/gateway/requests/requestState.js';
import { createStringify } from '../../../src/gateway/execution/stringify.js';
import { createLender } from '../../../src/lib/budget/createLender.js';
import { requestOf } from '../requestOf.js';
import { limits, startTestServer } from '../testServer.js';

const tooLarge = (limit: number) =>
  expect.objectContaining({
    message: `The answer is larger than the limit of ${limit} bytes; ask for smaller pages, fewer fields or fewer aliases.`,
    extensions: { code: 'ANSWER_TOO_LARGE', limit, http: { status: 400 } },
  });

/** An answer whose request has taken so many bytes. */
function answerOf(data: Record<string, unknown>, taken: number) {
  const { state } = requestOf();
  state.facts.budget.take(taken);
  bindData(data, state);
  return { result: { data }, state };
}

const list = Array.from({ length: 20_000 }, (_, n) => ({ id: `é${n}`, none: null }));

describe('createStringify', () => {
  it('writes JSON and a line break', async () => {
    expect(await createStringify(1000)({ data: { a: 'é"' } })).toBe('{"data":{"a":"é\\""}}\n');
    expect(await createStringify(1000)({ errors: [{ message: 'No.' }] })).toBe('{"errors":[{"message":"No."}]}\n');
    expect(await createStringify(1000)({ data: null })).toBe('{"data":null}\n');
  });

  it.each([0, 5_000_000])('writes the answer of a request that took %i bytes, whole', async (taken) => {
    const { result } = answerOf({ list }, taken);
    expect(await createStringify(1e9)(result)).toBe(`${JSON.stringify(result)}\n`);
  });

  it.each([0, 5_000_000])('refuses more bytes than its limit, after %i were taken', async (taken) => {
    // {"data":{"a":"…"}} and a line break are 18 bytes, é is two.
    const data = { a: 'é'.repeat(41) };
    expect(Buffer.byteLength(`${JSON.stringify({ data })}\n`)).toBe(100);
    expect(await createStringify(100)(answerOf(data, taken).result)).toHaveLength(59);
    const { result, state } = answerOf(data, taken);
    await expect(createStringify(99)(result)).rejects.toThrow(tooLarge(99));
    expect([state.documentRefused, state.codes]).toEqual([true, ['ANSWER_TOO_LARGE']]);
  });

  it('does not write an answer to its end that is far too large', async () => {
    let read = 0;
    const items = Array.from({ length: 50_000 }, () => ({
      get id() {
        read += 1;
        return 'x'.repeat(100);
      },
    }));
    const { result } = answerOf({ items }, 5_000_000);
    await expect(createStringify(100_000)(result)).rejects.toThrow(tooLarge(100_000));
    expect(read).toBeLessThan(25_000);
  });

  it('leaves a request its text alone: the rest is free for others', async () => {
    const lender = createLender(3_000_000);
    const { state } = requestOf({ lender });
    const data = { a: 'x'.repeat(1000) };
    bindData(data, state);
    state.facts.budget.take(2_500_000);
    expect(() => requestOf({ lender }).state.facts.budget.take(2_000_000)).toThrow(
      expect.objectContaining({ code: 'OVERLOADED' }),
    );
    await createStringify(1e6)({ data });
    expect(() => requestOf({ lender }).state.facts.budget.take(2_000_000)).not.toThrow();
  });

  it('lets others have their turn between the pieces of a large answer', async () => {
    const { result } = answerOf({ list: Array.from({ length: 10 }, () => list) }, 5_000_000);
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    await createStringify(1e9)(result);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });
});

describe('an answer over HTTP', () => {
  const strict = { accept: 'application/graphql-response+json' };

  test('an answer larger than its limit is refused', async () => {
    const server = await startTestServer({
      config: { host: '127.0.0.1', port: 0, limits: { ...limits, answer: 2000 } },
    });
    const largest = '{"data":{"text":""}}\n'.length;
    const whole = await server.post(`{ text(length: ${2000 - largest}) }`);
    const refused = await server.post(`{ text(length: ${2001 - largest}) }`);
    const exact = await server.post(`{ text(length: ${2001 - largest}) }`, {}, strict);
    await server.stop();
    expect([whole.status, whole.errors]).toEqual([200, undefined]);
    expect({ status: refused.status, data: refused.data, errors: refused.errors }).toEqual({
      status: 200,
      data: undefined,
      errors: [
        {
          message:
            'The answer is larger than the limit of 2000 bytes; ask for smaller pages, fewer fields or fewer aliases.',
          extensions: { code: 'ANSWER_TOO_LARGE', limit: 2000 },
        },
      ],
    });
    expect(exact.status).toBe(400);
  });
});
