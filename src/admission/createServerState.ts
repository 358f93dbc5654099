import { internalsOf, type Sql } from '../db/client.js';
import type { RunningServer } from '../gateway/startServer.js';
import type { ServerState } from '../telemetry/meters/addServerMeters.js';
import type { Caches } from './createCaches.js';

/** What is read of a server when its metrics are; `clients` by the names of their pools. */
export const createServerState =
  (server: RunningServer, clients: () => Readonly<Record<string, Sql>>, { snapshots, tables }: Caches) =>
  (): ServerState => {
    const { documentBytes: documents, ...running } = server.state();
    const gates = Object.entries(clients()).flatMap(([pool, client]) => {
      const state = internalsOf(client)?.pool.state();
      return state === undefined ? [] : [[pool, state] as const];
    });
    return {
      gates: Object.fromEntries(gates),
      cacheBytes: { snapshots: snapshots?.size ?? 0, tables: tables.bytes(), documents },
      ...running,
    };
  };
