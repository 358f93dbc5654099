import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { createKey, type KeyRights } from '../../src/access/keys/keys.js';
import { readConfig } from '../../src/config.js';
import { serve } from '../../src/serve.js';
import type { TestDatabase } from '../support/database.js';
import { openUrl } from '../support/openUrl.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';

/** What a request came to, whichever door it came by. */
export interface RightsAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly extensions?: { readonly masked?: readonly string[] };
}

/** A request of a test: a document by POST, or a path by GET. */
export type Asked =
  { readonly query: string; readonly variables?: object } | { readonly documentId: string } | { readonly path: string };

async function read(response: Response): Promise<RightsAnswer> {
  const text = await response.text();
  const { status, headers } = response;
  const isJson = headers.get('content-type')?.includes('json') === true;
  return { status, headers, text, ...(isJson && (JSON.parse(text) as object)) };
}

/** The secrets of keys by their names. */
export type Keys = Map<string, string>;

/** Makes a key of a name in a database. */
export async function addKey(
  { client }: Pick<TestDatabase, 'client'>,
  keys: Keys,
  name: string,
  rights: KeyRights,
): Promise<string> {
  const key = await createKey(client, name, new Date(), rights);
  keys.set(name, key);
  return key;
}

/** A server as `facet serve` starts it, of a database with these keys and of the keys of a config file. */
export async function openForKeys(database: TestDatabase, keys: Keys, settings: object) {
  const folder = await makeTestFolder('rights-');
  const configFile = join(folder, 'facet.yml');
  await writeFile(configFile, JSON.stringify(settings));
  const door = await openUrl(database);
  const config = { ...readConfig({ DATABASE_URL: door.url, FACET_CONFIG: configFile }), port: 0 };
  const serving = await serve(config, database.target, pino({ level: 'silent' }));
  const send = async (authorization: string | undefined, asked: Asked): Promise<RightsAnswer> => {
    const headers = { ...(authorization !== undefined && { authorization }) };
    if ('path' in asked) return read(await fetch(`${serving.url}${asked.path}`, { headers }));
    const body = JSON.stringify(asked);
    const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body };
    return read(await fetch(`${serving.url}/graphql`, init));
  };
  return {
    url: serving.url,
    /** Of the database. */
    databaseUrl: door.url,
    configFile,
    config,
    send,
    /** Asks with the key of a name. */
    ask: (name: string, asked: Asked): Promise<RightsAnswer> => send(`Bearer ${keys.get(name) ?? 'none'}`, asked),
    async stop() {
      await serving.stop();
      door.close();
      await removeTestFolder(folder);
    },
  };
}

/** A server of `openForKeys`. */
export type RightsServer = Awaited<ReturnType<typeof openForKeys>>;
