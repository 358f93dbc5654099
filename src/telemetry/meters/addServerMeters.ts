import { collectDefaultMetrics, Counter, Gauge, type Registry } from 'prom-client';
import { cacheTallies } from '../cacheTally.js';
import { planTally } from '../planTally.js';

/** A pool of connections at a moment. */
export interface GateState {
  /** Connections at most. */
  readonly size: number;
  /** Connections on which something runs. */
  readonly running: number;
  /** Connections that are free. */
  readonly idle: number;
  /** Statements that wait for one. */
  readonly waiting: number;
}

/** What of a server is read when its metrics are. */
export interface ServerState {
  /** By what they are for. */
  readonly gates: Readonly<Record<string, GateState>>;
  /** Bytes that caches take, by name. */
  readonly cacheBytes: Readonly<Record<string, number>>;
  readonly requests: number;
  readonly subscriptions: number;
}

type Read = () => ServerState | undefined;

function addGates(registers: Registry[], read: Read): void {
  const connections = new Gauge({
    name: 'facet_gate_connections',
    help: 'Connections to the database, by pool (requests, replica, own) and state (running, idle).',
    labelNames: ['pool', 'state'],
    registers,
    collect() {
      for (const [pool, { running, idle }] of Object.entries(read()?.gates ?? {})) {
        connections.set({ pool, state: 'running' }, running);
        connections.set({ pool, state: 'idle' }, idle);
      }
    },
  });
  const size = new Gauge({
    name: 'facet_gate_size',
    help: 'Connections to the database that there may be at most, by pool.',
    labelNames: ['pool'],
    registers,
    collect() {
      for (const [pool, gate] of Object.entries(read()?.gates ?? {})) size.set({ pool }, gate.size);
    },
  });
  const waiting = new Gauge({
    name: 'facet_gate_waiting',
    help: 'Statements that wait for a connection, by pool.',
    labelNames: ['pool'],
    registers,
    collect() {
      for (const [pool, gate] of Object.entries(read()?.gates ?? {})) waiting.set({ pool }, gate.waiting);
    },
  });
}

function addCaches(registers: Registry[], read: Read): void {
  const looks = new Counter({
    name: 'facet_cache_requests_total',
    help: 'Looks for something in a cache of the process, by cache and result (hit, miss).',
    labelNames: ['cache', 'result'],
    registers,
    collect() {
      looks.reset();
      for (const [cache, { hits, misses }] of Object.entries(cacheTallies)) {
        looks.inc({ cache, result: 'hit' }, hits);
        looks.inc({ cache, result: 'miss' }, misses);
      }
    },
  });
  const bytes = new Gauge({
    name: 'facet_cache_bytes',
    help: 'Bytes that a cache takes, as it counts them.',
    labelNames: ['cache'],
    registers,
    collect() {
      for (const [cache, value] of Object.entries(read()?.cacheBytes ?? {})) bytes.set({ cache }, value);
    },
  });
}

function addPlans(registers: Registry[]): void {
  const plans = new Counter({
    name: 'facet_joined_plans_total',
    help: 'Plans of operations over several subgraphs that were made, because none was kept, by outcome (ok, failed).',
    labelNames: ['outcome'],
    registers,
    collect() {
      plans.reset();
      plans.inc({ outcome: 'ok' }, planTally.ok);
      plans.inc({ outcome: 'failed' }, planTally.failed);
    },
  });
  const seconds = new Counter({
    name: 'facet_joined_plan_seconds_total',
    help: 'Time that making these plans took.',
    registers,
    collect() {
      seconds.reset();
      seconds.inc(planTally.seconds);
    },
  });
}

function addRunning(registers: Registry[], read: Read): void {
  const requests = new Gauge({
    name: 'facet_requests_running',
    help: 'Requests that are being answered, subscriptions by server-sent events among them.',
    registers,
    collect() {
      requests.set(read()?.requests ?? 0);
    },
  });
  const subscriptions = new Gauge({
    name: 'facet_subscriptions_open',
    help: 'Subscriptions that are open.',
    registers,
    collect() {
      subscriptions.set(read()?.subscriptions ?? 0);
    },
  });
}

/** Adds what tells how the process and its server do, which is read when the metrics are: nothing of it costs a request anything. */
export function addServerMeters(registry: Registry, version: string, read: Read): void {
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const build = new Gauge({
    name: 'facet_build_info',
    help: 'Always 1, with the versions of Facet and of Node.',
    labelNames: ['version', 'node'],
    aggregator: 'first',
    registers,
  });
  build.set({ version, node: process.versions.node }, 1);
  addGates(registers, read);
  addCaches(registers, read);
  addPlans(registers);
  addRunning(registers, read);
}
