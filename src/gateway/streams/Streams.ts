import type { FastifyBaseLogger } from 'fastify';
import type { ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import { viewerId } from '../../access/viewer.js';
import { viewKey } from '../../access/viewKey.js';
import type { LiveSchema } from '../../joining/LiveSchema.js';
import { Mailbox } from '../../lib/async/Mailbox.js';
import { Budget } from '../../lib/budget/Budget.js';
import { UserError } from '../../lib/errors/UserError.js';
import { codedError } from '../../lib/errors/codedError.js';
import { HttpRefusal } from '../errors/HttpRefusal.js';
import { refusalOf } from '../errors/refusalOf.js';
import type { CostGuard } from '../execution/CostGuard.js';
import type { Admission, RequestFacts, RequestState } from '../requests/requestState.js';
import type { DocumentLimits } from '../validation/limitsFor.js';
import { openSubscription, type OpenSubscription } from './openSubscription.js';

/** Results that wait for a client to read them, at the most: one that reads slower is cut off. */
const mostWaiting = 100;

/** Milliseconds between looks at who is subscribed: what they have shown ends, and no notice may tell that it was revoked. */
const lookEvery = 450;

/** How many subscriptions are open at the most, and what their documents may have. */
export interface StreamLimits extends DocumentLimits {
  readonly most: number;
  /** Of one key. */
  readonly mostPerKey: number;
}

interface StreamsOptions {
  readonly admit: (facts: RequestFacts) => Promise<Admission>;
  readonly schema: LiveSchema;
  readonly limits: StreamLimits;
  readonly costs: CostGuard;
  /** Told of each subscription when it has begun, and when it has ended or was refused. */
  readonly onEnded?: (state: RequestState) => void;
}

/** A subscription as a client asks for it. */
export interface StreamAsked {
  readonly requestId: string;
  readonly authorization: string | undefined;
  /** `query` or what names a document, `variables` and `operationName`, of parsed JSON. */
  readonly params: unknown;
  readonly log: FastifyBaseLogger;
  /** Breaks the connection off: its client does not read. */
  readonly cut: () => void;
}

/** Results of one subscription, until it is returned. */
export type StreamResults = Mailbox<ExecutionResult>;

interface OpenStream {
  readonly asked: StreamAsked;
  readonly controller: AbortController;
  readonly since: number;
  /** Who asked, once that is known. */
  by: Admission | undefined;
  readonly results: StreamResults;
  readonly state: RequestState;
  /** Where the news comes from. */
  source: AsyncIterable<unknown> | undefined;
}

const stopping = (): HttpRefusal => new HttpRefusal('OVERLOADED', 'The server is shutting down; ask again.');

/** Has a source give nothing any more. */
const endSource = (source: AsyncIterable<unknown>): void => void source[Symbol.asyncIterator]().return?.();

/** What subscriptions and their connections are counted by. */
export const countedBy = ({ viewer, client }: Admission): string | undefined =>
  viewer === undefined ? client : viewerId(viewer);

/** What somebody may see. */
const rightsOf = ({ viewer }: Admission): string | undefined => viewer && viewKey(viewer);

/** What is told is small, and read by nobody else: no budget is shared. */
const unlimited = (): Budget =>
  new Budget({ limit: Infinity, lender: { lend: () => true, giveBack: () => {} }, onRefusal: () => {} });

/** The subscriptions that a server answers, however they came. */
export class Streams {
  private readonly open = new Set<OpenStream>();
  private hasEnded = false;
  private looking: NodeJS.Timeout | undefined;

  constructor(private readonly options: StreamsOptions) {}

  /** The schema that subscriptions begin on. */
  get schema(): GraphQLSchema {
    return this.options.schema.current;
  }

  /** How many are open. */
  get size(): number {
    return this.open.size;
  }

  /** Tells who asks. Throws what is to be answered, as of `ServerOptions.admit`. */
  async admit(asked: Pick<StreamAsked, 'authorization' | 'requestId'>, signal: AbortSignal): Promise<Admission> {
    const { requestId, authorization } = asked;
    return this.options.admit({ requestId, authorization, signal, budget: unlimited() });
  }

  /**
   * Begins a subscription; a document that is refused is a result with errors and nothing more. Throws an `HttpRefusal` for who may not
   * subscribe, for too many of them, and for what is no request of GraphQL.
   */
  async begin(asked: StreamAsked): Promise<StreamResults> {
    const controller = new AbortController();
    const { requestId, authorization, log } = asked;
    const facts = { requestId, authorization, signal: controller.signal, budget: unlimited() };
    const state: RequestState = { facts, log };
    const one: OpenStream = {
      asked,
      controller,
      state,
      since: performance.now(),
      by: undefined,
      results: new Mailbox(() => this.leave(one)),
      source: undefined,
    };
    this.open.add(one);
    this.looking ??= setInterval(() => void this.recheck(), lookEvery).unref();
    try {
      const { most, mostPerKey } = this.options.limits;
      if (this.hasEnded) throw stopping();
      this.checkRoom(this.open.size - 1, most, 'by this server');
      const admission = await this.admitted(facts, state);
      const { client, viewer, persons } = admission;
      Object.assign(state, { client, viewer, persons });
      const counted = countedBy(admission);
      const ofKey = [...this.open].filter(
        ({ by }) => by !== undefined && counted !== undefined && countedBy(by) === counted,
      );
      this.checkRoom(ofKey.length, mostPerKey, `of the key "${String(client)}"`);
      one.by = admission;
      return await this.follow(one, admission);
    } catch (error) {
      state.codes = [error instanceof HttpRefusal ? error.code : 'INTERNAL_SERVER_ERROR'];
      this.leave(one);
      throw error;
    }
  }

  /** Looks at every key again, and ends what was begun by one that is none any more, has ended, or may see something else now. */
  async recheck(): Promise<void> {
    const ended = [...this.open].filter(({ by }) => (by?.viewer?.expiresAt ?? Infinity) <= Date.now());
    for (const one of ended)
      this.end(one, codedError('UNAUTHENTICATED', 'The key or token that this subscription was begun with has ended.'));
    const authorizations = new Set([...this.open].map(({ asked }) => asked.authorization));
    await Promise.all([...authorizations].map((authorization) => this.recheckOne(authorization)));
  }

  private async recheckOne(authorization: string | undefined): Promise<void> {
    const endThose = (fault: GraphQLError, which: (one: OpenStream) => boolean): void => {
      for (const one of this.open) if (one.asked.authorization === authorization && which(one)) this.end(one, fault);
    };
    try {
      const admission = await this.admit({ authorization, requestId: '' }, AbortSignal.timeout(10_000));
      const rights = rightsOf(admission);
      endThose(
        codedError('REQUEST_ABORTED', 'What this key may see has changed; subscribe again.'),
        ({ by }) => by !== undefined && rightsOf(by) !== rights,
      );
    } catch (error) {
      if (error instanceof UserError && error.code === 'UNAUTHENTICATED')
        endThose(codedError(error.code, error.message), () => true);
    }
  }

  /** Ends all of them, and begins none any more. */
  endAll(): void {
    this.hasEnded = true;
    for (const one of this.open) this.end(one);
  }

  private checkRoom(open: number, most: number, whose: string): void {
    if (open >= most)
      throw new HttpRefusal(
        'TOO_MANY_SUBSCRIPTIONS',
        `${most} subscriptions are answered ${whose} at the same time, which is the limit; end one of them first.`,
      );
  }

  private async admitted(facts: RequestFacts, state: RequestState): Promise<Admission> {
    try {
      return await this.options.admit(facts);
    } catch (error) {
      throw refusalOf(error, state);
    }
  }

  private async follow(one: OpenStream, admission: Admission): Promise<StreamResults> {
    const { state, results } = one;
    const { limits, costs } = this.options;
    const server = { schema: this.schema, limits, costs };
    const opened = await openSubscription(one.asked.params, { state, admission }, server);
    if (!('source' in opened)) {
      state.codes = [...new Set(opened.map(({ extensions }) => String(extensions['code'])))];
      results.push({ errors: opened });
      this.end(one);
      return results;
    }
    const { source, operation } = opened;
    one.source = source;
    // Once when it begins, because it may last for days, and once when it has ended.
    const { schema, document, operationName } = operation;
    state.operation = { schema, document, operationName };
    state.hasData = true;
    this.options.onEnded?.(state);
    // Meanwhile the client may have gone, its key been revoked, or the server begun to stop.
    if (this.open.has(one)) void this.pump(one, opened);
    else endSource(source);
    return results;
  }

  /** Executes the document for each piece of news, and cuts off who does not read. */
  private async pump(one: OpenStream, { source, tell, ofFault }: OpenSubscription): Promise<void> {
    const { results, asked } = one;
    try {
      for await (const news of source) {
        results.push(await tell(news));
        if (results.size <= mostWaiting) continue;
        asked.log.warn({ client: one.by?.client }, 'A subscriber does not read and is cut off.');
        await results.return();
        return asked.cut();
      }
    } catch (error) {
      results.push({ errors: [ofFault(error)] });
    }
    this.end(one);
  }

  /** Lets a client read what waits for it, and then nothing more. */
  private end(one: OpenStream, error?: GraphQLError): void {
    if (error !== undefined) one.results.push({ errors: [error] });
    one.results.end();
    this.leave(one);
  }

  private leave(one: OpenStream): void {
    if (!this.open.delete(one)) return;
    one.controller.abort();
    if (this.open.size === 0) {
      clearInterval(this.looking);
      this.looking = undefined;
    }
    this.options.onEnded?.(one.state);
    const { by, state, since, asked } = one;
    asked.log.debug(
      { client: by?.client, operationName: state.operationName ?? null, ms: Math.round(performance.now() - since) },
      'subscription ended',
    );
    if (one.source !== undefined) endSource(one.source);
  }
}
