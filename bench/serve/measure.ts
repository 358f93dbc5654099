import { setTimeout as delay } from 'node:timers/promises';
import { documentFor, type Contestant, type ServeCase } from './cases.js';
import type { DataSet } from './dataSet.js';
import { bodyOf } from './load.js';
import type { LoadProcess } from './loadProcess.js';
import { databaseTime, forgetPeak, peakMemory, processorTime } from './processes.js';
import type { Server } from './servers.js';
import { median } from './statistics.js';

/** One round of one contestant. */
export interface Round {
  /** Requests per second. */
  readonly rate: number;
  /** Milliseconds of an answer. */
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of processor time for a request, of the server and of PostgreSQL. */
  readonly serverCpu: number;
  readonly databaseCpu: number;
  /** Bytes of an answer. */
  readonly bytes: number;
}

/** All that is known of a contestant in a case. */
export interface Measured {
  readonly rounds: readonly Round[];
  /** Statements of a request, on average. */
  readonly statements: number;
  /** Megabytes of the server at the most, in this case. */
  readonly memory: number;
  /** Milliseconds below which 99 % of the answers came at half of the highest rate; only of some cases. */
  readonly p99AtHalfRate?: number;
}

/** A contestant that cannot answer a case, and why. */
export interface Unable {
  readonly cannot: string;
}

/** What came of one case. */
export type CaseResult = Partial<Record<Contestant, Measured | Unable>>;

/** How long and how often. */
export interface Pace {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

/** What a case is measured with. */
export interface Equipment {
  readonly data: DataSet;
  readonly servers: readonly Server[];
  readonly load: LoadProcess;
}

/** Sends one request by itself. Throws where it is not answered, or with errors. */
export async function askServer(server: Server, query: string, variables: object): Promise<unknown> {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...server.headers },
    body: bodyOf(query, variables as Readonly<Record<string, unknown>>),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (!response.ok || errors !== undefined)
    throw new Error(`${server.contestant} answers ${response.status}: ${text.slice(0, 1000)}`);
  return data;
}

/** Requests whose statements are counted: at the most, and as many as one second takes, but so many at least. */
const countedRequests = { most: 20, least: 3 };

/** Has PostgreSQL count statements while `work` runs. It counts none while anything is measured. */
async function countingStatements(client: DataSet['client'], work: () => Promise<void>): Promise<void> {
  const track = async (what: 'top' | 'none'): Promise<void> => {
    await client.unsafe(`alter system set pg_stat_statements.track = '${what}'`);
    await client`select pg_reload_conf()`;
    // Each process of PostgreSQL takes it over between two statements.
    await delay(100);
  };
  await track('top');
  try {
    await work();
  } finally {
    await track('none');
  }
}

/** Statements per request of a server, by `pg_stat_statements`. */
async function countStatements({ client }: DataSet, server: Server, asked: ServeCase): Promise<number> {
  await client`select pg_stat_statements_reset()`;
  const began = performance.now();
  let sent = 0;
  for (const variables of asked.stream(0, 4)) {
    const isLong = performance.now() - began > 1000;
    if (sent === countedRequests.most || (isLong && sent >= countedRequests.least)) break;
    await askServer(server, documentFor(asked, server.contestant) as string, variables);
    sent += 1;
  }
  const [counted] = await client<{ calls: number }[]>`
    select coalesce(sum(calls), 0)::int as calls from pg_stat_statements
    join pg_database on oid = dbid and datname = current_database() where query not like '%pg_stat_statements%'`;
  return (counted?.calls ?? 0) / sent;
}

/** Measures one round of one contestant. */
async function measureRound(
  { data, load }: Equipment,
  server: Server,
  asked: ServeCase,
  stretch: { readonly seconds: number; readonly seed: number; readonly streams: number; readonly rate?: number },
): Promise<Round> {
  const { name: caseName, clients } = asked;
  const { contestant, url, headers, pid } = server;
  const before = [processorTime(pid), databaseTime(data.postmaster)] as const;
  const document = documentFor(asked, contestant) as string;
  const result = await load.put({ caseName, contestant, document, url, headers, clients, ...stretch });
  const after = [processorTime(pid), databaseTime(data.postmaster)] as const;
  return {
    rate: (result.answered / result.milliseconds) * 1000,
    p50: result.p50,
    p99: result.p99,
    serverCpu: (after[0] - before[0]) / result.answered,
    databaseCpu: (after[1] - before[1]) / result.answered,
    bytes: Math.round(result.bytes),
  };
}

const able = (asked: ServeCase, { contestant }: Server): boolean => typeof documentFor(asked, contestant) === 'string';

/** A case as one server is asked it. */
interface Turn {
  readonly asked: ServeCase;
  readonly server: Server;
  readonly rounds: Round[];
}

async function measureAtHalfRate(equipment: Equipment, { asked, server, rounds }: Turn, pace: Pace): Promise<number> {
  const rate = median(rounds.map((round) => round.rate)) / 2;
  const stretch = { seconds: pace.seconds, seed: pace.rounds + 1, streams: pace.rounds + 1, rate };
  return (await measureRound(equipment, server, asked, stretch)).p99;
}

/**
 * Measures cases that are compared with each other: contestants and cases in turns, each first as often as any other. Gives
 * the results in the order of the cases.
 */
export async function measureTogether(
  equipment: Equipment,
  cases: readonly ServeCase[],
  pace: Pace,
): Promise<readonly CaseResult[]> {
  const turns = cases.flatMap((asked): Turn[] =>
    equipment.servers.filter((server) => able(asked, server)).map((server) => ({ asked, server, rounds: [] })),
  );
  const streams = pace.rounds + 1;
  for (const { pid } of equipment.servers) forgetPeak(pid);
  for (const { asked, server } of turns) {
    const document = documentFor(asked, server.contestant) as string;
    for (const variables of asked.pool ?? []) await askServer(server, document, variables);
    await measureRound(equipment, server, asked, { seconds: pace.warmUpSeconds, seed: 0, streams });
  }
  for (let round = 0; round < pace.rounds; round += 1)
    for (let n = 0; n < turns.length; n += 1) {
      const { asked, server, rounds } = turns[(round + n) % turns.length] as Turn;
      const stretch = { seconds: pace.seconds, seed: round + 1, streams };
      rounds.push(await measureRound(equipment, server, asked, stretch));
    }
  const results = cases.map((): CaseResult => ({}));
  await countingStatements(equipment.data.client, async () => {
    for (const { asked, server, rounds } of turns) {
      const memory = Math.round(peakMemory(server.pid));
      const statements = await countStatements(equipment.data, server, asked);
      Object.assign(results[cases.indexOf(asked)] as CaseResult, {
        [server.contestant]: { rounds, statements, memory } satisfies Measured,
      });
    }
  });
  for (const turn of turns) {
    if (turn.asked.atHalfRate !== true) continue;
    const measured = results[cases.indexOf(turn.asked)]?.[turn.server.contestant];
    if (measured !== undefined)
      Object.assign(measured, { p99AtHalfRate: await measureAtHalfRate(equipment, turn, pace) });
  }
  for (const [n, asked] of cases.entries())
    for (const { contestant } of equipment.servers) {
      const document = documentFor(asked, contestant);
      if (typeof document !== 'string') Object.assign(results[n] as CaseResult, { [contestant]: document });
    }
  return results;
}
