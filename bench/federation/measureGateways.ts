import { setTimeout as delay } from 'node:timers/promises';
import { bodyOf } from '../serve/load.js';
import type { LoadProcess } from '../serve/loadProcess.js';
import type { Pace } from '../serve/measure.js';
import { countValues, firstDifference } from '../serve/neutralAnswer.js';
import { peakMemory, processorTime } from '../serve/processes.js';
import type { FederationCase } from './federationCases.js';
import type { Gateway, GatewayName } from './gateways.js';

/** One round of one gateway; times are milliseconds of a request. */
export interface GatewayRound {
  /** Requests per second. */
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  /** Processor time of the gateway. */
  readonly gateway: number;
  /** The same, and that of the process of the Facet behind it, if that is another one. */
  readonly together: number;
}

/** What came of one gateway in a case. */
export interface MeasuredGateway {
  readonly name: GatewayName;
  readonly rounds: readonly GatewayRound[];
  /** Megabytes of the gateway's process at the most, until then. */
  readonly memory: number;
}

async function ask({ name, url, headers }: Gateway, document: string, variables: object): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: bodyOf(document, variables as Readonly<Record<string, unknown>>),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (!response.ok || errors !== undefined)
    throw new Error(`${name} answers ${response.status}: ${text.slice(0, 1000)}`);
  return data;
}

/** Asks all gateways of a case the same few requests. Throws where they answer differently, or less than they should. */
export async function checkGateways(gateways: readonly Gateway[], asked: FederationCase): Promise<void> {
  let left = 3;
  for (const variables of asked.stream(0, 4)) {
    left -= 1;
    if (left < 0) return;
    const answers: unknown[] = [];
    for (const gateway of gateways) answers.push(await ask(gateway, asked.document, variables));
    if (countValues(answers[0]) < asked.values)
      throw new Error(`${asked.name}: ${countValues(answers[0])} values, and ${asked.values} are expected.`);
    for (const [n, answer] of answers.entries()) {
      const difference = firstDifference(answers[0], answer);
      if (difference !== undefined) throw new Error(`${asked.name}, ${gateways[n]?.name}: differs at ${difference}`);
    }
  }
}

async function measureRound(
  load: LoadProcess,
  gateway: Gateway,
  { name: caseName, clients, document }: FederationCase,
  stretch: { readonly seconds: number; readonly seed: number; readonly streams: number },
): Promise<GatewayRound> {
  const { name: contestant, url, headers, pid, behind } = gateway;
  const times = (): readonly [number, number] => [
    processorTime(pid),
    behind === undefined ? 0 : processorTime(behind.pid),
  ];
  const before = times();
  const result = await load.put({ caseName, contestant, document, url, headers, clients, ...stretch });
  const after = times();
  const own = (after[0] - before[0]) / result.answered;
  return {
    rate: (result.answered / result.milliseconds) * 1000,
    p50: result.p50,
    p99: result.p99,
    gateway: own,
    together: own + (after[1] - before[1]) / result.answered,
  };
}

/** Measures the gateways of a case in turns, each first as often as any other, after all have been warmed. */
export async function measureGateways(
  load: LoadProcess,
  gateways: readonly Gateway[],
  asked: FederationCase,
  pace: Pace,
): Promise<readonly MeasuredGateway[]> {
  const streams = pace.rounds + 1;
  const turns = gateways.map((gateway) => ({ gateway, rounds: [] as GatewayRound[] }));
  for (const { gateway } of turns)
    await measureRound(load, gateway, asked, { seconds: pace.warmUpSeconds, seed: 0, streams });
  for (let round = 0; round < pace.rounds; round += 1)
    for (let n = 0; n < turns.length; n += 1) {
      const turn = turns[(round + n) % turns.length];
      if (turn === undefined) continue;
      // What the one before has left to do is not this one's.
      await delay(20);
      turn.rounds.push(
        await measureRound(load, turn.gateway, asked, { seconds: pace.seconds, seed: round + 1, streams }),
      );
    }
  return turns.map(({ gateway, rounds }) => ({
    name: gateway.name,
    rounds,
    memory: Math.round(peakMemory(gateway.pid)),
  }));
}
