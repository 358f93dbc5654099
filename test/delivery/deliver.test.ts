import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { destinationKeys } from '../../src/config/destinations/destinationKeys.js';
import type { Surroundings } from '../../src/delivery/destinations/openDestination.js';
import { deliver } from '../../src/delivery/deliver.js';
import { findPartSummaries } from '../../src/delivery/findPartSummaries.js';
import { resendRejected } from '../../src/delivery/resendRejected.js';
import { retryRejected } from '../../src/delivery/retryRejected.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';
import { addCustomers } from '../support/sample.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';
import { addDelivery, deliveryDay } from './support/addDelivery.js';
import { answerWith, startReceiver } from './support/receiver.js';
import { testPace } from './support/testPace.js';
import { openScope } from '../support/scope.js';

const now = '2026-03-31T06:00:00Z';
const people = ['a', 'b', 'c', 'd', 'e'];

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await cloneDatabase();
  folder = await makeTestFolder('delivery');
  await addCustomers(
    database,
    people.map((id) => ({ id, city: `City ${id}`, ...(id !== 'c' && { email: `${id}@example.com` }) })),
  );
  await database.client`
    insert into facet.customer_identifiers (customer_id, system, value, load_id)
    values ('a', 'phone', '+1 555 1234567', 0), ('a', 'phone', '0049 30 1234567', 0), ('b', 'phone', '030/7654321', 0)`;
});

afterAll(async () => {
  await removeTestFolder(folder);
  await database.drop();
});

const surroundings: Surroundings = {
  environment: { HOOK_SECRET: 'a secret of many bytes' },
  now: () => new Date(now),
};

const webhook = (url: string, more: object = {}) => ({
  name: 'hook',
  kind: 'webhook',
  url,
  secretEnv: 'HOOK_SECRET',
  allowPrivate: true,
  attributes: [
    { as: 'ID', column: 'id' },
    { as: 'CITY', column: 'city' },
  ],
  ...more,
});

const files = (more: object = {}) => ({ name: 'files', kind: 'folder', path: folder, ...more });

function run(id: string, destinations: readonly object[], pace = testPace(now).pace, isRetry = false) {
  const job = testJob(database, now, { destinations: destinationKeys.parse(destinations) });
  return deliver(job, id, { surroundings, pace, isRetry });
}

async function summary(id: string) {
  const [parts = []] = await findPartSummaries(openScope(database), [id]);
  return parts.map(({ deliveryId, ...part }) => {
    expect(deliveryId).toBe(id);
    return part;
  });
}

const rowsLeft = async (id: string): Promise<number> => {
  const found = await database.client`select from facet.delivery_rows where delivery_id = ${id}`;
  return found.length;
};

describe('deliver', () => {
  it('writes a file for each treatment, and nothing for control', async () => {
    const attributes = [
      { as: 'EMAIL', column: 'email', required: true },
      { as: 'CITY', column: 'city', required: false },
    ];
    await addDelivery(database.client, {
      id: 'files',
      campaign: 'Spring/1: "Hallo"',
      treatments: [
        { name: 'A', customers: ['d', 'c', 'a'], destinations: [{ destination: 'files', attributes }] },
        { name: 'B', customers: ['e'], destinations: [{ destination: 'files' }] },
        { name: 'Control', isControl: true, customers: ['b'], destinations: [] },
      ],
    });
    expect(await run('files', [files()])).toEqual({ state: 'DELIVERED' });
    const place = join(folder, `${deliveryDay}_files`);
    expect((await readdir(place)).toSorted()).toEqual(['Spring-1-Hallo_A.csv', 'Spring-1-Hallo_B.csv']);
    expect(await readFile(join(place, 'Spring-1-Hallo_A.csv'), 'utf8')).toBe(
      'EMAIL,CITY\r\na@example.com,City a\r\nd@example.com,City d\r\n',
    );
    expect(await readFile(join(place, 'Spring-1-Hallo_B.csv'), 'utf8')).toBe('CUSTOMER_ID\r\ne\r\n');
    expect(await summary('files')).toEqual([
      {
        partNumber: 1,
        subAudienceId: 'Remaining',
        treatmentId: 'Remaining/A',
        destination: 'files',
        name: 'Spring-1-Hallo_A',
        state: 'sent',
        error: null,
        assigned: 3,
        expanded: 0,
        shrunk: { EMAIL: 1 },
        sent: 2,
        rejected: 0,
        retriable: 0,
        waiting: 0,
        locations: [join(place, 'Spring-1-Hallo_A.csv')],
        // printf 'EMAIL,CITY\r\na@example.com,City a\r\nd@example.com,City d\r\n' | sha256sum
        contentHashes: ['57b01d5cb204e353e3b56c6fd4b0ae69468f7ff478ce2c1de248031f940986c2'],
        response: null,
        nextAttemptAt: null,
      },
      expect.objectContaining({ partNumber: 2, treatmentId: 'Remaining/B', assigned: 1, sent: 1, shrunk: {} }),
    ]);
    // Of those who were sent nothing is kept; who was left out, and why, is.
    expect(await database.client`select customer_id, missing, "values" from facet.delivery_rows`).toEqual([
      { customer_id: 'c', missing: 'EMAIL', values: null },
    ]);
  });

  it('does nothing again once all is handed over', async () => {
    const before = await summary('files');
    expect(await run('files', [files()])).toEqual({ state: 'DELIVERED' });
    expect(await summary('files')).toEqual(before);
  });

  it('gives each identifier a row, hashed ones of one number once', async () => {
    const attributes = [
      { as: 'ID', column: 'id', required: false },
      { as: 'PHONE', identifier: 'phone', hash: 'PHONE' as const, required: true },
    ];
    await database.client`
      insert into facet.customer_identifiers (customer_id, system, value, load_id)
      values ('a', 'phone', '(030) 1234567', 0), ('d', 'phone', 'no number', 0)`;
    await addDelivery(database.client, {
      id: 'phones',
      treatments: [
        { name: 'A', customers: ['a', 'b', 'd', 'gone'], destinations: [{ destination: 'files', attributes }] },
      ],
    });
    expect(await run('phones', [files({ format: 'ndjson', callingCode: '49' })])).toEqual({ state: 'DELIVERED' });
    const text = await readFile(join(folder, `${deliveryDay}_phones`, 'Spring_A.ndjson'), 'utf8');
    // printf 4930… | sha256sum
    expect(text.split('\n').toSorted()).toEqual(
      [
        '',
        '{"ID":"a","PHONE":"d6736136ea896c1bfdc553e0e86e702c70d060d805696ca3e4e9e0961353860a"}',
        '{"ID":"a","PHONE":"2f9fbc550b12cbc0e6242384cc472bd1e4f058a8b773f189f7acb86d202655ce"}',
        '{"ID":"b","PHONE":"b5ea138044ebc68312fd3726e7dd7e4b503a08d5ef8ac1b175d65853e9401b5e"}',
      ].toSorted(),
    );
    expect(await summary('phones')).toEqual([
      expect.objectContaining({ assigned: 4, expanded: 1, shrunk: { PHONE: 1, '(customer)': 1 }, sent: 3 }),
    ]);
  });

  it('writes a file with headings alone where nobody is in a treatment', async () => {
    await addDelivery(database.client, {
      id: 'nobody',
      treatments: [{ name: 'A', customers: [], destinations: [{ destination: 'files' }] }],
    });
    expect(await run('nobody', [files()])).toEqual({ state: 'DELIVERED' });
    expect(await readFile(join(folder, `${deliveryDay}_nobody`, 'Spring_A.csv'), 'utf8')).toBe('CUSTOMER_ID\r\n');
  });

  it('sends batches by customer, each under a key of its own', async () => {
    const receiver = await startReceiver(answerWith(200));
    await addDelivery(database.client, {
      id: 'batches',
      treatments: [{ name: 'A', customers: people, destinations: [{ destination: 'hook' }] }],
    });
    expect(await run('batches', [webhook(receiver.url, { batchRows: 2 })])).toEqual({ state: 'DELIVERED' });
    await receiver.stop();
    const sent = receiver.received.map(({ headers, body }) => {
      const { batchNumber, rows } = JSON.parse(body.toString()) as { batchNumber: number; rows: { ID: string }[] };
      return [headers['idempotency-key'], batchNumber, rows.map(({ ID }) => ID)];
    });
    expect(sent).toEqual([
      ['batches-1-1', 1, ['a', 'b']],
      ['batches-1-2', 2, ['c', 'd']],
      ['batches-1-3', 3, ['e']],
    ]);
    expect(await summary('batches')).toEqual([
      expect.objectContaining({ sent: 5, locations: [new URL(receiver.url).origin] }),
    ]);
    expect(await rowsLeft('batches')).toBe(0);
  });

  it('keeps rejected rows, and sends those again that may be', async () => {
    const rejected = [
      { row: 1, reason: 'unsubscribed' },
      { row: 2, reason: 'too many at once', retriable: true },
    ];
    let asked = 0;
    const receiver = await startReceiver((...given) => answerWith(200, asked++ === 0 ? { rejected } : {})(...given));
    await addDelivery(database.client, {
      id: 'rejects',
      treatments: [{ name: 'A', customers: people, destinations: [{ destination: 'hook' }] }],
    });
    const destinations = [webhook(receiver.url)];
    expect(await run('rejects', destinations)).toEqual({ state: 'DELIVERED' });
    expect(await summary('rejects')).toEqual([expect.objectContaining({ sent: 3, rejected: 2, retriable: 1 })]);
    const kept = await database.client`
      select customer_id, rejected_reason, is_retriable, "values" from facet.delivery_rows
      where delivery_id = 'rejects' order by customer_id`;
    expect(kept).toEqual([
      { customer_id: 'b', rejected_reason: 'unsubscribed', is_retriable: false, values: null },
      { customer_id: 'c', rejected_reason: 'too many at once', is_retriable: true, values: ['c', 'City c'] },
    ]);
    expect(await retryRejected(database.client, 'rejects')).toBe(1);
    expect(await retryRejected(database.client, 'rejects')).toBe(0);
    await database.client`update facet.campaign_deliveries set state = 'DELIVERED' where delivery_id = 'rejects'`;
    expect(await summary('rejects')).toEqual([
      expect.objectContaining({ state: 'prepared', sent: 3, rejected: 1, waiting: 1, retriable: 0 }),
    ]);
    // As after a call that was broken off: the rows have their batch, and nobody has sent it.
    const job = testJob(database, now, { destinations: destinationKeys.parse(destinations) });
    const again = () => resendRejected(job, 'campaign-of-rejects', { surroundings, pace: testPace(now).pace });
    expect(await again()).toEqual([{ deliveryId: 'rejects', rows: 0, outcome: { state: 'DELIVERED' } }]);
    expect(await again()).toEqual([]);
    await receiver.stop();
    expect(receiver.received.map(({ headers }) => headers['idempotency-key'])).toEqual(['rejects-1-1', 'rejects-1-2']);
    expect(await summary('rejects')).toEqual([
      expect.objectContaining({ state: 'sent', sent: 4, rejected: 1, waiting: 0, retriable: 0 }),
    ]);
  });

  it('sends what was fixed with the first attempt, whatever has changed since', async () => {
    let asked = 0;
    const receiver = await startReceiver((...given) => answerWith(asked++ === 0 ? 503 : 200)(...given));
    await addDelivery(database.client, {
      id: 'fixed',
      treatments: [{ name: 'A', customers: ['a'], destinations: [{ destination: 'hook' }] }],
    });
    const { pace } = testPace(now, 0);
    expect(await run('fixed', [webhook(receiver.url)], pace)).toEqual({
      state: 'WAITING',
      nextAttemptAt: new Date('2026-03-31T06:00:01Z'),
    });
    await database.client`update facet.customers set city = 'Elsewhere' where customer_id = 'a'`;
    const later = testPace('2026-03-31T06:00:01Z', 0);
    expect(await run('fixed', [webhook(receiver.url)], later.pace)).toEqual({ state: 'DELIVERED' });
    await receiver.stop();
    await database.client`update facet.customers set city = 'City a' where customer_id = 'a'`;
    const [first, second] = receiver.received;
    expect(second?.body.toString()).toBe(first?.body.toString());
    expect(second?.headers['webhook-id']).toBe('fixed-1-1');
    expect(first?.headers['webhook-id']).toBe('fixed-1-1');
  });

  it('waits longer with each attempt, and as long as it is asked to', async () => {
    let asked = 0;
    const receiver = await startReceiver((...given) => {
      asked += 1;
      if (asked === 3) answerWith(429, undefined, { 'retry-after': '77' })(...given);
      else answerWith(asked === 5 ? 204 : 500)(...given);
    });
    await addDelivery(database.client, {
      id: 'patient',
      treatments: [{ name: 'A', customers: ['a'], destinations: [{ destination: 'hook' }] }],
    });
    const { pace, waits } = testPace(now);
    expect(await run('patient', [webhook(receiver.url)], pace)).toEqual({ state: 'DELIVERED' });
    await receiver.stop();
    expect(waits).toEqual([1000, 2000, 77_000, 8000]);
  });

  it('fails one destination without the others, and tries it again when asked', async () => {
    let status = 500;
    const receiver = await startReceiver((...given) => answerWith(status)(...given));
    const destinations = [webhook(receiver.url, { attempts: 3 }), files()];
    await addDelivery(database.client, {
      id: 'half',
      treatments: [
        { name: 'A', customers: ['a', 'b'], destinations: [{ destination: 'hook' }, { destination: 'files' }] },
        { name: 'B', customers: ['d'], destinations: [{ destination: 'elsewhere' }] },
        {
          name: 'C',
          customers: ['e'],
          destinations: [{ destination: 'files', attributes: [{ as: 'X', attribute: 'NO_SUCH', required: false }] }],
        },
      ],
    });
    expect(await run('half', destinations)).toEqual({
      state: 'ERROR',
      error:
        'The destination "elsewhere" is not in the config. The destination "hook" answered with HTTP 500 (the last of 3 attempts). ' +
        'There is no attribute "NO_SUCH".',
    });
    expect((await summary('half')).map(({ state, sent, waiting }) => [state, sent, waiting])).toEqual([
      ['failed', 0, 2],
      ['sent', 2, 0],
      ['failed', 0, 0],
      ['failed', 0, 0],
    ]);
    status = 200;
    const asked = receiver.received.length;
    expect(await run('half', destinations)).toMatchObject({ state: 'ERROR' });
    expect(receiver.received).toHaveLength(asked);
    await database.client`update facet.campaign_deliveries set state = 'ERROR' where delivery_id = 'half'`;
    await run('half', destinations, testPace(now).pace, true);
    const [row] = await database.client`select state from facet.campaign_deliveries where delivery_id = 'half'`;
    expect(row).toEqual({ state: 'ASSIGNED' });
    await receiver.stop();
    expect((await summary('half')).map(({ state, sent }) => [state, sent])).toEqual([
      ['sent', 2],
      ['sent', 2],
      ['failed', 0],
      ['failed', 0],
    ]);
    expect(new Set(receiver.received.map(({ headers }) => headers['idempotency-key']))).toEqual(new Set(['half-1-1']));
  });

  it('goes on behind a batch that is refused for what it holds, and gives up where all are', async () => {
    let isPoison = (ids: readonly string[]): boolean => ids.includes('b');
    const receiver = await startReceiver((received, ...rest) => {
      const { rows } = JSON.parse(received.body.toString()) as { rows: { ID: string }[] };
      answerWith(isPoison(rows.map(({ ID }) => ID)) ? 422 : 200)(received, ...rest);
    });
    const destinations = [webhook(receiver.url, { batchRows: 1 })];
    const error = 'The destination "hook" answered with HTTP 422.';
    await addDelivery(database.client, {
      id: 'poison',
      treatments: [{ name: 'A', customers: people, destinations: [{ destination: 'hook' }] }],
    });
    expect(await run('poison', destinations)).toEqual({ state: 'ERROR', error });
    expect(await summary('poison')).toEqual([expect.objectContaining({ state: 'failed', sent: 4, waiting: 1 })]);
    isPoison = () => false;
    expect(await run('poison', destinations, testPace(now).pace, true)).toEqual({ state: 'DELIVERED' });
    expect(receiver.received.map(({ headers }) => headers['idempotency-key'])).toEqual(
      [1, 2, 3, 4, 5, 2].map((batch) => `poison-1-${batch}`),
    );

    isPoison = () => true;
    receiver.received.length = 0;
    await addDelivery(database.client, {
      id: 'refused',
      treatments: [{ name: 'A', customers: people, destinations: [{ destination: 'hook' }] }],
    });
    expect(await run('refused', destinations)).toEqual({ state: 'ERROR', error });
    await receiver.stop();
    expect(receiver.received).toHaveLength(3);
  });

  it('is busy while another process is at it', async () => {
    const holder = await database.client.reserve();
    await holder`select pg_advisory_lock(hashtext('facet.delivery.files'))`;
    expect(await run('files', [files()])).toEqual({ state: 'BUSY' });
    await holder`select pg_advisory_unlock(hashtext('facet.delivery.files'))`;
    holder.release();
  });

  it('says that a secret is missing, and never what it is', async () => {
    await addDelivery(database.client, {
      id: 'secret',
      treatments: [{ name: 'A', customers: ['a'], destinations: [{ destination: 'hook' }] }],
    });
    expect(await run('secret', [webhook('http://127.0.0.1:1/in', { secretEnv: 'NOT_SET' })])).toEqual({
      state: 'ERROR',
      error: 'The destination "hook" needs a secret from the environment variable NOT_SET, which is not set.',
    });
  });
});
