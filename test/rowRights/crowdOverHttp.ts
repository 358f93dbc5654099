import { request } from 'node:http';
import { createKey } from '../../src/access/keys/keys.js';
import type { Viewer } from '../../src/access/viewer.js';
import { applyRowRights } from '../../src/db/rowRights/applyRowRights.js';
import { openForKeys, type Keys } from '../rights/rightsServer.js';
import { publish } from '../gateway/documents/documentServer.js';
import type { TestDatabase } from '../support/database.js';
import type { Random } from '../support/load/random.js';
import { askable, fillApps, viewers, type MixedQuestion } from './crowdOfViewers.js';

/** What a client got: null where it left. */
type Got = { readonly status: number; readonly etag: string | undefined; readonly text: string } | null;

interface Sent {
  readonly path: string;
  readonly key: string;
  readonly body?: string;
  readonly etag?: string | undefined;
  /** Milliseconds after which the client goes away. */
  readonly leavesAfter?: number | undefined;
}

const send = (url: string, { path, key, body, etag, leavesAfter }: Sent): Promise<Got> =>
  new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(etag !== undefined && { 'if-none-match': etag }),
    };
    const method = body === undefined ? 'GET' : 'POST';
    let hasLeft = false;
    const failed = (error: Error): void => (hasLeft ? resolve(null) : reject(error));
    const sent = request(`${url}${path}`, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', failed);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          etag: response.headers.etag,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on('error', failed);
    if (leavesAfter !== undefined)
      setTimeout(() => {
        hasLeft = true;
        sent.destroy(new Error('left'));
      }, leavesAfter);
    sent.end(body);
  });

/** The document of a name, and its only right answer of each viewer. */
const byName = {
  name: 'People',
  body: 'query People { customers(first: 100) { totalCount edges { node { id fullName } } } }',
};

/**
 * Asks a served database over HTTP as two restricted viewers and one who sees all, mixed, by their keys: documents by POST, by GET with
 * the entity tags of all three, and by name as JSON and CSV. The server has a pool of four connections. Every eighth client leaves
 * before it is answered.
 */
export async function askOverHttp(database: TestDatabase, random: Random, count: number, atOnce = 12) {
  await fillApps(database);
  await applyRowRights(database.client);
  await publish(database, 'people', byName.body);
  const roles = { alpha: { apps: ['alpha'] }, beta: { apps: ['beta'] } };
  const shown = { pii: { IDENTITY: 'show' }, unclassified: 'show', scopes: 'all', policies: 'all' };
  const keys: Keys = new Map();
  for (const { name, apps } of viewers)
    keys.set(name, await createKey(database.client, name, new Date(), { role: apps?.[0] ?? 'full' }));
  const server = await openForKeys(database, keys, {
    access: { roles: Object.fromEntries(Object.entries(roles).map(([name, role]) => [name, { ...role, ...shown }])) },
    database: { pool: 4 },
  });
  const told = { wrong: [] as unknown[], failed: [] as unknown[], right: 0, left: 0, unchanged: 0 };
  /** The newest entity tags of each question, and the answers that they are of, by viewer. */
  const tags = new Map<string, Map<string, { readonly etag: string; readonly text: string }>>();

  function judge(viewer: Viewer, asked: unknown, got: Got, right: string): boolean {
    if (got === null) told.left += 1;
    else if (got.status !== 200) told.failed.push({ viewer: viewer.name, asked, got });
    else if (got.text.trim() !== right) told.wrong.push({ viewer: viewer.name, asked, got: got.text, right });
    else told.right += 1;
    return got?.status === 200;
  }

  async function askByTag(
    viewer: Viewer,
    key: string,
    path: string,
    right: string,
    leavesAfter?: number,
  ): Promise<void> {
    const known = tags.get(path) ?? new Map<string, { readonly etag: string; readonly text: string }>();
    tags.set(path, known);
    const owner = random.pick(viewers);
    const held = known.get(owner.name);
    const etag = held?.etag;
    const got = await send(server.url, { path, key, etag, leavesAfter });
    if (got?.status !== 304) {
      if (judge(viewer, path, got, right) && got?.etag !== undefined)
        known.set(viewer.name, { etag: got.etag, text: right });
      // A tag that is the hash of a body stands for the same body, whoever was given it; others name who asks.
    } else if (held?.text === right && (owner === viewer || !held.etag.includes('.'))) told.unchanged += 1;
    else told.wrong.push({ viewer: viewer.name, path, by: owner.name, etag });
  }

  const listed = (viewer: Viewer): readonly (readonly [string, string])[] =>
    Array.from({ length: 60 }, (_, n) => [n, ['alpha', 'beta', 'gamma'][n % 3] as string] as const)
      .filter(([, app]) => viewer.apps === null || viewer.apps.includes(app))
      .map(([n, app]) => [`C${String(n).padStart(2, '0')}`, `Person ${n} of ${app}`]);
  const namedAs = (viewer: Viewer): Readonly<Record<string, string>> => {
    const people = listed(viewer);
    const edges = people.map(([id, fullName]) => ({ node: { id, fullName } }));
    return {
      '/documents/People': JSON.stringify({ customers: { totalCount: people.length, edges } }),
      '/graphql?documentId=people': JSON.stringify({ data: { customers: { totalCount: people.length, edges } } }),
    };
  };

  async function askOne(): Promise<void> {
    const viewer = random.pick(viewers);
    const key = keys.get(viewer.name) ?? '';
    const leavesAfter = random.below(8) === 0 ? random.below(12) : undefined;
    if (random.below(3) === 0) {
      const [path, right] = random.pick(Object.entries(namedAs(viewer)));
      return askByTag(viewer, key, path, right, leavesAfter);
    }
    const { source, variables, answer }: MixedQuestion = random.pick(askable)(random);
    const right = JSON.stringify({ data: answer(viewer) });
    if (random.below(3) === 0) {
      const search = new URLSearchParams({ query: source, variables: JSON.stringify(variables) });
      return askByTag(viewer, key, `/graphql?${search.toString()}`, right, leavesAfter);
    }
    const body = JSON.stringify({ query: source, variables });
    judge(viewer, body, await send(server.url, { path: '/graphql', key, body, leavesAfter }), right);
  }

  let asked = 0;
  async function askOn(): Promise<void> {
    for (; asked < count; await askOne()) asked += 1;
  }
  try {
    await Promise.all(Array.from({ length: atOnce }, askOn));
    return told;
  } finally {
    await server.stop();
  }
}
