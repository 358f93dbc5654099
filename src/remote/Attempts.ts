import { readGraphqlAnswer, type ReadAnswer } from './answers/readGraphqlAnswer.js';
import { createAgent } from './createAgent.js';
import { createHeaders } from './createHeaders.js';
import { createBreaker, type Breaker, type BreakerPass } from './flow/createBreaker.js';
import { createTurns } from '../lib/async/createTurns.js';
import { postOnce } from './http/postOnce.js';
import type { RemoteAsked } from './Remote.js';
import type { RemoteSettings } from './RemoteSettings.js';
import { SubgraphFailure } from './SubgraphFailure.js';

/** What is sent, for whom, and the time there is for it. */
export interface Attempt {
  readonly body: string;
  readonly asked: RemoteAsked;
  /** By `performance.now()`. */
  readonly until: number;
  /** Whether the request leaves it so little time that no answer tells nothing of the subgraph. */
  readonly isShort: boolean;
  readonly mayRepeat: boolean;
}

/** Calls that wait for their turn, for each that may be under way. */
const waitingPerPlace = 50;

/** Single attempts to have an answer of a subgraph: each passes the breaker, has a turn, and is one POST. */
export class Attempts {
  readonly breaker: Breaker;
  readonly counts = { refused: 0, bytes: 0 };
  private readonly address: URL;
  private readonly agent;
  private readonly headersOf;
  private readonly turns;

  /** Throws a `UserError` for settings that cannot be used. */
  constructor(
    private readonly settings: RemoteSettings,
    onChange: (state: 'open' | 'closed') => void,
  ) {
    const { url, concurrency, breaker } = settings;
    this.address = new URL(url);
    this.agent = createAgent(settings);
    this.headersOf = createHeaders(settings);
    this.turns = createTurns(concurrency, concurrency * waitingPerPlace);
    this.breaker = createBreaker({
      failures: breaker.failures,
      milliseconds: breaker.seconds * 1000,
      onChange: (state) => {
        if (state === 'open') this.turns.refuse(this.notAsked());
        onChange(state);
      },
      now: () => new Date(),
    });
  }

  /** Makes one attempt. Rejects as `Remote.call` does. */
  async make(attempt: Attempt): Promise<ReadAnswer> {
    const pass = this.breaker.enter();
    if (pass === undefined) {
      this.counts.refused += 1;
      throw this.notAsked();
    }
    try {
      await this.takeTurn(attempt);
      try {
        return await this.exchange(attempt, pass);
      } finally {
        this.turns.free();
      }
    } finally {
      // Only the first word counts.
      pass.forget();
    }
  }

  /** Closes the connections. */
  close(): void {
    this.agent.destroy();
  }

  private async exchange({ body, asked, until, isShort, mayRepeat }: Attempt, pass: BreakerPass): Promise<ReadAnswer> {
    const { name: subgraph, maxAnswer: mostBytes } = this.settings;
    const timeout = until - performance.now();
    if (timeout <= 0) throw this.noTime();
    const { address: url, agent } = this;
    const { budget, signal } = asked;
    const onBytes = (bytes: number): void => {
      this.counts.bytes += bytes;
      budget.take(bytes);
    };
    try {
      const headers = await this.headersOf(asked, timeout);
      const exchange = { subgraph, url, agent, headers, body, timeout, mostBytes, signal, onBytes };
      const read = readGraphqlAnswer(subgraph, await postOnce(exchange, mayRepeat), budget);
      if (read.isUnwell) pass.fail();
      else pass.succeed();
      return read;
    } catch (error) {
      const isOurs = !(error instanceof SubgraphFailure) || (isShort && error.code === 'SUBGRAPH_TIMEOUT');
      if (!isOurs && error.isUnwell) pass.fail();
      // It answered, if not as it should have.
      else if (!isOurs) pass.succeed();
      throw error;
    }
  }

  private async takeTurn({ asked: { signal }, until }: Attempt): Promise<void> {
    const milliseconds = until - performance.now();
    if (milliseconds <= 0) throw this.noTime();
    const turn = this.turns.take({ signal, milliseconds, late: () => this.tooLate() });
    if (turn === undefined) throw this.notWell('SUBGRAPH_UNAVAILABLE', 'has too many calls waiting');
    await turn;
  }

  private notAsked(): SubgraphFailure {
    return this.notWell('SUBGRAPH_UNAVAILABLE', 'failed too often and is not asked for a while');
  }

  private noTime(): SubgraphFailure {
    return this.notWell('SUBGRAPH_TIMEOUT', 'could not be asked: its request had no time left');
  }

  private tooLate(): SubgraphFailure {
    return this.notWell('SUBGRAPH_TIMEOUT', 'could not be asked in time, because other calls were under way');
  }

  /** A failure of calls that were not made. */
  private notWell(code: 'SUBGRAPH_UNAVAILABLE' | 'SUBGRAPH_TIMEOUT', what: string): SubgraphFailure {
    return new SubgraphFailure(this.settings.name, code, what, { isUnwell: false });
  }
}
