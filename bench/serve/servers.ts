import { join } from 'node:path';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import type { Contestant } from './cases.js';
import type { DataSet } from './dataSet.js';
import { startCommand, type Command, type Started } from './startCommand.js';

/** A contestant's server. */
export interface Server extends Started {
  readonly contestant: Contestant;
}

const bench = join(packageRoot, 'bench');

type Data = Pick<DataSet, 'target' | 'key'> & { readonly restrictedKey?: string };

/** How a server reaches the data set. */
function environmentOf({ target }: Data) {
  const { socketDir: PGHOST, user: PGUSER, password: PGPASSWORD, database: PGDATABASE } = target;
  return { NODE_ENV: 'production', PGHOST, PGUSER, PGPASSWORD, PGDATABASE };
}

/** `facet serve` over the data set, with more of an environment where it is given. */
export function facetCommand(data: Data, more: Readonly<Record<string, string>> = {}): Command {
  const env = environmentOf(data);
  return {
    node: process.execPath,
    args: ['bin/facet.js', 'serve'],
    // Where the URL names no server, the other variables do: a unix socket, as for all.
    env: { ...env, PORT: '0', DATABASE_URL: `postgresql:///${env.PGDATABASE}`, ...more },
    path: '/graphql',
    headers: { authorization: `Bearer ${data.key}` },
  };
}

function commandOf(contestant: Contestant, data: Data): Command {
  const env = environmentOf(data);
  const peer = { env, headers: {} };
  const script = (name: string): string => join(bench, 'peers', name);
  switch (contestant) {
    case 'facet':
      return facetCommand(data);
    case 'restricted':
      return facetCommand({ ...data, key: data.restrictedKey ?? '' });
    case 'limit':
      return { ...peer, node: process.execPath, args: [script('handWritten.js')], path: '/' };
    case 'apollo':
      return { ...peer, node: process.execPath, args: [script('apollo.js')], path: '/' };
    case 'postgraphile':
      // It needs a newer Node than Facet does.
      return {
        ...peer,
        node: join(bench, 'node_modules', 'node', 'bin', 'node'),
        args: [script('postgraphile.js')],
        env: { ...env, GRAPHILE_ENV: 'production' },
        path: '/graphql',
      };
  }
}

/** Starts the server of a contestant in a process of its own; what it prints, Facet's log too, goes to a file. */
export async function startContestant(contestant: Contestant, data: Data): Promise<Server> {
  return { contestant, ...(await startCommand(commandOf(contestant, data))) };
}
