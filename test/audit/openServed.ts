import { pino } from 'pino';
import { createKey } from '../../src/access/keys/keys.js';
import { readConfig, type Config } from '../../src/config.js';
import { serve } from '../../src/serve.js';
import type { TestDatabase } from '../support/database.js';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

/** A served database that asks for keys, with one that may write, and all that it logs. */
export async function openServed(database: TestDatabase, more: Partial<Config> = {}) {
  const key = await createKey(database.client, `tester ${Date.now()}`, new Date(), { mayWrite: true });
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const config = { ...readConfig({}), port: 0, databaseUrl: 'postgres://elsewhere', ...more };
  const serving = await serve(config, database.target, log);
  return {
    serving,
    key,
    lines,
    ask: async (query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Answer> => {
      const response = await fetch(`${serving.url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const text = await response.text();
      return { status: response.status, text, ...(JSON.parse(text) as object) };
    },
  };
}

/** The log's entries in the order of their times, without those that triggers write. */
export const entriesOf = ({ client }: TestDatabase): Promise<Record<string, unknown>[]> =>
  client`select * from facet.audit_log where kind <> 'CHANGE' order by at, entry_id`;
