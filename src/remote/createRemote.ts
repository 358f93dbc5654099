import { setTimeout as delay } from 'node:timers/promises';
import { SpanKind } from '@opentelemetry/api';
import type { SubgraphCall } from '../planning/Planner.js';
import { errorType } from '../telemetry/errorType.js';
import { inSpan, type SpanFacts } from '../telemetry/tracing/spans.js';
import { Attempts, type Attempt } from './Attempts.js';
import type { Remote, RemoteAsked, RemoteCounts } from './Remote.js';
import type { RemoteSettings } from './RemoteSettings.js';
import { SubgraphFailure } from './SubgraphFailure.js';

/** Is told of a call of a subgraph that has ended, with the code of its failure where it came to no answer. */
export type OnCall = (subgraph: string, seconds: number, code: string | undefined) => void;

interface RemoteOptions {
  readonly log: {
    warn(facts: object, message: string): void;
    info(facts: object, message: string): void;
    debug(facts: object, message: string): void;
  };
  /** Told of each call that has ended, with the code of its failure; it must not throw. */
  readonly onCall?: OnCall | undefined;
  /** From 0, and less than 1. */
  readonly random?: () => number;
  /** Milliseconds after which no answer tells of the subgraph, also where its own time is longer than what its request had left. */
  readonly telling?: number;
}

/** Milliseconds of a request that are kept for its answer: what is missing is told, and the request not given up. */
const keptForAnswer = 50;
/** Milliseconds before a call is repeated: the first time, and twice as many each time, of which chance takes up to half away. */
const firstPause = 50;

class HttpRemote implements Remote {
  private readonly tally = { calls: 0, failures: 0, timeouts: 0, retries: 0, milliseconds: 0 };
  private readonly attempts: Attempts;
  private underWay = 0;
  private hasEnded = false;

  constructor(
    private readonly settings: RemoteSettings,
    private readonly options: Required<Omit<RemoteOptions, 'onCall'>> & Pick<RemoteOptions, 'onCall'>,
  ) {
    this.attempts = new Attempts(settings, (state) => this.tellChange(state));
  }

  get name(): string {
    return this.settings.name;
  }

  get url(): string {
    return this.settings.url;
  }

  get state() {
    return this.attempts.breaker.state;
  }

  get since(): Date {
    return this.attempts.breaker.since;
  }

  get counts(): RemoteCounts {
    const milliseconds = Math.round(this.tally.milliseconds);
    return { ...this.tally, ...this.attempts.counts, milliseconds };
  }

  call(call: SubgraphCall, asked: RemoteAsked) {
    return inSpan(
      () => this.spanOf(call),
      () => this.callNow(call, asked),
    );
  }

  private spanOf({ operationType }: SubgraphCall): SpanFacts {
    const { hostname, port } = new URL(this.url);
    const attributes = {
      'facet.subgraph': this.name,
      'graphql.operation.type': operationType,
      'server.address': hostname,
      ...(port !== '' && { 'server.port': Number(port) }),
    };
    return { name: `subgraph ${this.name}`, kind: SpanKind.CLIENT, attributes };
  }

  private async callNow(call: SubgraphCall, asked: RemoteAsked) {
    const began = performance.now();
    const own = began + this.settings.timeoutSeconds * 1000;
    const left = (asked.deadline ?? Infinity) - keptForAnswer;
    const { text: query, operationName, variables } = call;
    let code: string | undefined;
    this.tally.calls += 1;
    this.underWay += 1;
    try {
      return await this.tryUntil({
        body: JSON.stringify({ query, operationName, variables }),
        asked,
        until: Math.min(own, left),
        isShort: left < own && left - began < this.options.telling,
        mayRepeat: call.operationType === 'query',
      });
    } catch (error) {
      code = errorType(error);
      this.countFailure(error);
      throw error;
    } finally {
      const milliseconds = performance.now() - began;
      this.tally.milliseconds += milliseconds;
      this.options.onCall?.(this.name, milliseconds / 1000, code);
      this.underWay -= 1;
      this.closeUnused();
    }
  }

  end(): void {
    this.hasEnded = true;
    this.closeUnused();
  }

  /** Tries, and again where that may help and there is time for it. */
  private async tryUntil(attempt: Attempt) {
    const { asked, until, mayRepeat } = attempt;
    for (let retry = 0; ; retry += 1) {
      const pause = firstPause * 2 ** retry * (1 - this.options.random() / 2);
      const hasMore = (): boolean =>
        mayRepeat && retry < this.settings.retries && this.state === 'closed' && performance.now() + pause < until;
      try {
        const { result, isUnwell } = await this.attempts.make(attempt);
        if (!isUnwell || !hasMore()) return result;
      } catch (error) {
        if (!(error instanceof SubgraphFailure && error.mayPass && hasMore())) throw error;
        this.tell(error);
      }
      this.tally.retries += 1;
      await delay(pause, undefined, { signal: asked.signal });
    }
  }

  private countFailure(error: unknown): void {
    this.tally.failures += 1;
    if (!(error instanceof SubgraphFailure)) return;
    if (error.code === 'SUBGRAPH_TIMEOUT') this.tally.timeouts += 1;
    this.tell(error);
  }

  private tell({ code, message }: SubgraphFailure): void {
    this.options.log.debug({ subgraph: this.name, code }, message);
  }

  private tellChange(state: 'open' | 'closed'): void {
    const { name, breaker } = this.settings;
    const facts = { subgraph: name, state };
    if (state === 'closed') return this.options.log.info(facts, `The subgraph "${name}" answers again.`);
    const often = `failed ${breaker.failures} times in a row and is not asked for ${breaker.seconds} s`;
    this.options.log.warn(facts, `The subgraph "${name}" ${often}; then one call tries it.`);
  }

  private closeUnused(): void {
    if (this.hasEnded && this.underWay === 0) this.attempts.close();
  }
}

/** Makes a remote subgraph of its settings. Throws a `UserError` where they cannot be used, such as a key that is none. */
export const createRemote = (
  settings: RemoteSettings,
  { log, onCall, random = Math.random, telling = 5000 }: RemoteOptions,
): Remote => new HttpRemote(settings, { log, onCall, random, telling });
