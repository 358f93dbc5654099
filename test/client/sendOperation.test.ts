import { describe, expect, it } from '@jest/globals';
import { sendOperation, type Fetch } from '../../src/client/sendOperation.js';
import { UserError } from '../../src/lib/errors/UserError.js';
import { refusal } from '../support/refusal.js';

const endpoint = new URL('https://facet.example/graphql?tenant=secret');

interface Answer {
  readonly status?: number;
  readonly type?: string | null;
  readonly text: string;
}

/** What answers in the place of a gateway, and what was sent to it. */
function answering({ status = 200, type = 'application/json; charset=utf-8', text }: Answer) {
  const sent: Parameters<Fetch>[] = [];
  const fetch: Fetch = async (...request) => {
    sent.push(request);
    return { status, headers: { get: (name) => (name === 'content-type' ? type : null) }, text: async () => text };
  };
  return { fetch, sent };
}

const send = (fetch: Fetch, signal?: AbortSignal, key?: string) =>
  sendOperation({ endpoint, key, fetch }, 'query Q { a }', { first: 20, after: null }, signal);

const sendTo = (answer: Answer) => send(answering(answer).fetch);

describe('what is sent', () => {
  const body = '{"query":"query Q { a }","variables":{"first":20,"after":null}}';
  const headers = { 'content-type': 'application/json', accept: 'application/json' };

  it('is the operation with its variables, to the whole address', async () => {
    const { fetch, sent } = answering({ text: '{"data":{}}' });
    await send(fetch);
    expect(sent).toEqual([['https://facet.example/graphql?tenant=secret', { method: 'POST', headers, body }]]);
  });

  it('has the key, and the signal, where there are any', async () => {
    const { fetch, sent } = answering({ text: '{"data":{}}' });
    const { signal } = new AbortController();
    await send(fetch, signal, 'fk_1');
    expect(sent[0]?.[1]).toEqual({
      method: 'POST',
      headers: { ...headers, authorization: 'Bearer fk_1' },
      body,
      signal,
    });
    expect(sent[0]?.[1].signal).toBe(signal);
  });
});

describe('an answer of a gateway', () => {
  it.each([
    ['data alone', '{"data":{"a":1}}', { a: 1 }],
    ['data, whatever the status', '{"data":{"a":null}}', { a: null }],
    ['data beside no errors', '{"data":{"a":1},"errors":[]}', { a: 1 }],
    ['data beside what are no errors', '{"data":{"a":1},"errors":{"message":"x"}}', { a: 1 }],
    ['data beside extensions', '{"data":{},"extensions":{"cost":1}}', {}],
  ])('with %s gives them', async (_, text, data) => {
    expect(await sendTo({ text, status: 418 })).toEqual(data);
  });

  it.each([
    ['a code', '{"errors":[{"message":"No.","extensions":{"code":"UNKNOWN_APP"}}]}', 'UNKNOWN_APP'],
    ['a code that we do not know', '{"errors":[{"message":"No.","extensions":{"code":"OF_TOMORROW"}}]}', 'OF_TOMORROW'],
    ['a code that is a number', '{"errors":[{"message":"No.","extensions":{"code":42}}]}', '42'],
    ['no code', '{"errors":[{"message":"No.","extensions":{}}]}', 'GATEWAY_ERROR'],
    ['no extensions', '{"errors":[{"message":"No."}]}', 'GATEWAY_ERROR'],
    ['data beside it', '{"data":{"a":1},"errors":[{"message":"No."}]}', 'GATEWAY_ERROR'],
    [
      'others behind it',
      '{"errors":[{"message":"No."},{"message":"Nor.","extensions":{"code":"X"}}]}',
      'GATEWAY_ERROR',
    ],
  ])('with an error that has %s throws it', async (_, text, code) => {
    const failure = await sendTo({ text }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toMatchObject({ message: 'No.', code });
  });
});

describe('what is no answer of a gateway', () => {
  const strange = (status: number, type: string) =>
    refusal(
      `https://facet.example/graphql answered with status ${status} and ${type}, which is no answer of Facet: is it the address of its /graphql?`,
      'GATEWAY_ANSWER',
    );

  it.each<[string, Answer, number, string]>([
    ['a page', { status: 404, type: 'text/html', text: '<html>' }, 404, 'text/html'],
    ['a page with a set of characters', { type: 'text/html; charset=utf-8', text: '' }, 200, 'text/html'],
    ['nothing', { status: 204, type: null, text: '' }, 204, 'no type'],
    ['null', { text: 'null' }, 200, 'application/json'],
    ['a number', { text: '5' }, 200, 'application/json'],
    ['a text', { text: '"data"' }, 200, 'application/json'],
    ['a list', { text: '[{"data":{}}]' }, 200, 'application/json'],
    ['another object', { text: '{"status":"ok"}' }, 200, 'application/json'],
    ['data that are null, without an error', { text: '{"data":null}' }, 200, 'application/json'],
    ['errors that are texts', { status: 500, text: '{"errors":["No."]}' }, 500, 'application/json'],
    ['errors that are null', { text: '{"errors":[null]}' }, 200, 'application/json'],
    ['an error without a sentence', { text: '{"errors":[{"message":7}]}' }, 200, 'application/json'],
    ['half of an answer', { text: '{"data":{"a":' }, 200, 'application/json'],
  ])('%s', async (_, answer, status, type) => {
    await expect(sendTo(answer)).rejects.toThrow(strange(status, type));
  });
});

describe('a gateway that is not there', () => {
  const failing = (error: unknown) => send(() => Promise.reject(error));
  const caused = (cause: object) => Object.assign(new TypeError('fetch failed'), { cause });

  it.each([
    ['refuses', caused({ code: 'ECONNREFUSED', message: 'connect ECONNREFUSED ::1:80' }), 'nothing listens there'],
    ['is not known', caused({ code: 'ENOTFOUND' }), 'the host is not known'],
    ['is not known at present', caused({ code: 'EAI_AGAIN' }), 'the host is not known'],
    ['is silent', caused({ code: 'ETIMEDOUT' }), 'it does not answer'],
    ['lets nobody in', caused({ code: 'UND_ERR_CONNECT_TIMEOUT' }), 'it does not answer'],
    ['has a bad certificate', caused({ code: 'CERT_HAS_EXPIRED', message: 'it has expired' }), 'it has expired'],
    ['is met by a fetch of its own kind', new Error('the proxy is down'), 'the proxy is down'],
    ['fails before it is asked', caused({}), 'fetch failed'],
  ])('because it %s', async (_, error, reason) => {
    const failure = await failing(error).catch((thrown: unknown) => thrown);
    expect(failure).toEqual(
      refusal(`The gateway at https://facet.example/graphql cannot be reached: ${reason}.`, 'GATEWAY_UNREACHABLE'),
    );
    expect((failure as Error).cause).toBe(error);
  });

  it('because it breaks off', async () => {
    const broken = caused({ code: 'ECONNRESET', message: 'read ECONNRESET' });
    const fetch: Fetch = async () => ({
      status: 200,
      headers: { get: () => null },
      text: () => Promise.reject(broken),
    });
    await expect(send(fetch)).rejects.toThrow(
      refusal(
        'The gateway at https://facet.example/graphql cannot be reached: read ECONNRESET.',
        'GATEWAY_UNREACHABLE',
      ),
    );
  });

  it('is no matter where whoever asked had ended it', async () => {
    const ending = new AbortController();
    const fetch: Fetch = async () => {
      ending.abort();
      throw new Error('fetch failed');
    };
    await expect(send(fetch, ending.signal)).rejects.toThrow(
      refusal('The request was ended before its answer was complete.', 'REQUEST_ABORTED'),
    );
  });

  it('is no matter where the signal says why in a sentence for users', async () => {
    const reason = new UserError('The report took too long.', 'REQUEST_TIMEOUT');
    const failure = send(() => Promise.reject(new Error('fetch failed')), AbortSignal.abort(reason));
    await expect(failure).rejects.toThrow(refusal('The report took too long.', 'REQUEST_TIMEOUT'));
  });
});
