import { afterEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { destinationKeys } from '../../../../src/config/destinations/destinationKeys.js';
import type { WebhookConfig } from '../../../../src/config.js';
import type { Destination, HandedBatch } from '../../../../src/delivery/destinations/Destination.js';
import { HandOverFailure } from '../../../../src/delivery/destinations/HandOverFailure.js';
import { secretBytes } from '../../../../src/delivery/destinations/webhook/signature.js';
import { webhookDestination } from '../../../../src/delivery/destinations/webhook/webhookDestination.js';
import { selfSigned } from '../../support/selfSigned.js';
import { answerWith, startReceiver } from '../../support/receiver.js';

const secret = `whsec_${Buffer.from('twenty-four bytes of key').toString('base64')}`;

const batch: HandedBatch = {
  batchNumber: 7,
  idempotencyKey: 'd-1-7',
  pages: async function* () {
    yield [['a', '1']];
    yield [['b', null]];
  },
  part: {
    deliveryId: 'd',
    day: '2026-03-31',
    campaignId: 'c',
    campaignName: 'Spring "1"',
    subAudienceId: 'Remaining',
    treatmentId: 'Remaining/A',
    name: 'Spring-1_A',
    columns: [
      { as: 'ID', type: 'text' },
      { as: 'N', type: 'integer' },
    ],
  },
};

const opened: { close(): unknown; stop?: never }[] = [];
const receivers: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0)) one.close();
  for (const one of receivers.splice(0)) await one.stop();
});

function open(url: string, more: object = {}, ca?: string): Destination {
  const keys = { name: 'hook', kind: 'webhook', url, secretEnv: 'S', allowPrivate: true, ...more };
  const [config] = destinationKeys.parse([keys]) as [WebhookConfig];
  const made = webhookDestination(config, {
    secret: secretBytes(secret) ?? Buffer.alloc(0),
    now: () => new Date(),
    ca,
  });
  opened.push(made);
  return made;
}

async function receive(...given: Parameters<typeof startReceiver>) {
  const receiver = await startReceiver(...given);
  receivers.push(receiver);
  return receiver;
}

const { signal } = new AbortController();

/** Whether it may pass, what it says, the seconds that it is to be left alone, and what the destination said. */
async function failure(destination: Destination): Promise<readonly [boolean, string, ...unknown[]]> {
  try {
    await destination.send(batch, signal);
  } catch (error) {
    if (!(error instanceof HandOverFailure)) throw error;
    const { mayPass, message, retryAfter, detail } = error;
    return [
      mayPass,
      message,
      ...(retryAfter === undefined ? [] : [retryAfter]),
      ...(detail === undefined ? [] : [detail]),
    ];
  }
  throw new Error('It was taken.');
}

describe('webhookDestination', () => {
  it('sends rows as JSON that a library of Standard Webhooks takes for ours', async () => {
    const receiver = await receive(answerWith(202));
    const { contentHash, bytes, ...taken } = await open(`${receiver.url}?token=hidden`).send(batch, signal);
    const [{ line, headers, body } = { line: '', headers: {}, body: Buffer.alloc(0) }] = receiver.received;
    expect(line).toBe('POST /in?token=hidden');
    expect(new Webhook(secret).verify(body.toString(), headers as Record<string, string>)).toEqual({
      deliveryId: 'd',
      day: '2026-03-31',
      campaignId: 'c',
      campaignName: 'Spring "1"',
      subAudienceId: 'Remaining',
      treatmentId: 'Remaining/A',
      batchNumber: 7,
      rows: [
        { ID: 'a', N: 1 },
        { ID: 'b', N: null },
      ],
    });
    expect(headers['idempotency-key']).toBe('d-1-7');
    expect(headers['webhook-id']).toBe('d-1-7');
    expect([bytes, contentHash.length]).toEqual([body.length, 64]);
    expect(taken).toEqual({ location: new URL(receiver.url).origin, response: 'HTTP 202', rejected: [] });
    expect(() => new Webhook(secret).verify(`${body.toString()} `, headers as Record<string, string>)).toThrow();
  });

  it('keeps what is understood of rejected rows', async () => {
    const rejected = [
      { row: 1, reason: 'bad\u001B[2Jphone', retriable: true },
      { row: 1, reason: 'again' },
      { row: 2, reason: 'no such row' },
      { row: -1, reason: 'x' },
      { row: '0', reason: 'x' },
      { row: 0 },
      null,
    ];
    const receiver = await receive(answerWith(200, { rejected }));
    const taken = await open(receiver.url).send(batch, signal);
    expect(taken.rejected).toEqual([
      { row: 1, reason: 'bad\\u{1b}[2Jphone', isRetriable: true },
      { row: 0, reason: 'no reason given', isRetriable: false },
    ]);
  });

  it.each([[{ rejected: 0 }], [[]], ['ok'], [{ rejected: null }]])('takes %j for all rows taken', async (value) => {
    const receiver = await receive(answerWith(200, value));
    expect((await open(receiver.url).send(batch, signal)).rejected).toEqual([]);
  });

  it.each([
    [500, true],
    [503, true],
    [408, true],
    [409, true],
    [425, true],
    [429, true],
    [400, false],
    [401, false],
    [404, false],
    [413, false],
    [422, false],
  ])('may pass when it answers with %i: %j', async (status, mayPass) => {
    const receiver = await receive(answerWith(status));
    expect(await failure(open(receiver.url))).toEqual([mayPass, `answered with HTTP ${status}`]);
  });

  it('hears how long it is to wait', async () => {
    const seconds = await receive(answerWith(429, undefined, { 'retry-after': '120' }));
    expect(await failure(open(seconds.url))).toEqual([true, 'answered with HTTP 429', 120]);
    const ages = await receive(answerWith(503, undefined, { 'retry-after': '999999999' }));
    expect(await failure(open(ages.url))).toEqual([true, 'answered with HTTP 503', 86_400]);
    const nonsense = await receive(answerWith(503, undefined, { 'retry-after': 'soon' }));
    expect(await failure(open(nonsense.url))).toEqual([true, 'answered with HTTP 503']);
  });

  it('repeats the beginning of a refusal in one line', async () => {
    const receiver = await receive((_received, _request, response) =>
      response.writeHead(400).end(`no\n${'x'.repeat(5000)}`),
    );
    expect(await failure(open(receiver.url))).toEqual([false, 'answered with HTTP 400', `no\\u{a}${'x'.repeat(197)}`]);
  });

  it('repeats nothing of the address, which may hold a secret', async () => {
    const receiver = await receive(({ line }, _request, response) => response.writeHead(404).end(`Cannot ${line}`));
    const { origin } = new URL(receiver.url);
    expect(await failure(open(`${origin}/T0/hidden?token=hidden`))).toEqual([
      false,
      'answered with HTTP 404',
      'Cannot POST …',
    ]);
  });

  it('follows no redirect, to wherever', async () => {
    const inner = await receive(answerWith(200));
    const outer = await receive(answerWith(307, undefined, { location: inner.url }));
    expect(await failure(open(outer.url))).toEqual([
      false,
      'answered with a redirect (HTTP 307), which is not followed',
    ]);
    expect(inner.received).toEqual([]);
  });

  it('waits for an answer no longer than it is told', async () => {
    const receiver = await receive(() => {});
    const late = [true, 'gave no whole answer within 1 s'];
    expect(await failure(open(receiver.url, { timeoutSeconds: 1 }))).toEqual(late);
    const drip = await receive((_received, _request, response) => void response.writeHead(200).write('{'));
    expect(await failure(open(drip.url, { timeoutSeconds: 1 }))).toEqual(late);
  });

  it('does not take half an answer for a whole one', async () => {
    const receiver = await receive((_received, _request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' }).write('{"rejected":[');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await failure(open(receiver.url))).toEqual([true, 'cannot be reached: the connection was cut']);
    const broken = await receive((_received, _request, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"rejected":['),
    );
    expect(await failure(open(broken.url))).toEqual([true, 'gave an answer that says it is JSON and is none']);
  });

  it('reads no more of a gigabyte than it has use for', async () => {
    const piece = Buffer.alloc(1_000_000, 'x');
    let given = 0;
    const receiver = await receive((_received, _request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        while (given < 1000 && !response.destroyed) {
          given += 1;
          if (!response.write(piece)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    expect(await failure(open(receiver.url))).toEqual([true, 'gave an answer of more than 577,536 bytes']);
    expect(given).toBeLessThan(30);
  });

  it('is told when nobody is there', async () => {
    const receiver = await startReceiver(answerWith(200));
    await receiver.stop();
    expect(await failure(open(receiver.url))).toEqual([true, 'cannot be reached: nobody takes connections there']);
  });

  const refused = [false, 'is at a private address, which allowPrivate: true in the config would allow'];
  it.each([
    'https://127.0.0.1',
    'https://localhost',
    'https://10.1.2.3',
    'https://192.168.0.1',
    'https://172.16.0.1',
    'https://169.254.169.254',
    'https://[::1]',
    'https://[fd00::1]',
    'https://[::ffff:127.0.0.1]',
    'https://0.0.0.0',
    'https://2130706433',
    'https://100.64.0.1',
  ])('connects to none of our own addresses: %s', async (address) =>
    expect(await failure(open(`${address}:1/in`, { allowPrivate: false }))).toEqual(refused),
  );

  it('stops when it is called off', async () => {
    const receiver = await receive(() => aborter.abort(new Error('That is enough.')));
    const aborter = new AbortController();
    await expect(open(receiver.url).send(batch, aborter.signal)).rejects.toThrow('That is enough.');
  });

  it('speaks TLS, and to none whose certificate it does not trust', async () => {
    const pair = selfSigned();
    const receiver = await receive(answerWith(200), pair);
    expect((await open(receiver.url, {}, pair.cert).send(batch, signal)).response).toBe('HTTP 200');
    const untrusted = [true, 'cannot be reached: DEPTH_ZERO_SELF_SIGNED_CERT'];
    expect(await failure(open(receiver.url))).toEqual(untrusted);
    expect(await failure(open(receiver.url, {}, selfSigned().cert))).toEqual(untrusted);
    expect(receiver.received).toHaveLength(1);
  });

  it('speaks TLS to an address of https, whoever listens there', async () => {
    const receiver = await receive(answerWith(200));
    const [mayPass, message] = await failure(open(receiver.url.replace('http:', 'https:')));
    expect([mayPass, message.startsWith('cannot be reached: ')]).toEqual([true, true]);
    expect(receiver.received).toEqual([]);
  });
});

describe('secretBytes', () => {
  it('are those of base64 behind whsec_, else of the text; too few are none', () => {
    expect(secretBytes(secret)?.toString()).toBe('twenty-four bytes of key');
    expect(secretBytes('sixteen bytes ok')?.toString()).toBe('sixteen bytes ok');
    expect(secretBytes('fifteen bytes..')).toBeUndefined();
    expect(secretBytes('whsec_c2hvcnQ=')).toBeUndefined();
  });
});
