import type { GraphQLSchema } from 'graphql';
import type { Composition, SubgraphSource } from '../composition/compose.js';
import { UserError } from '../lib/errors/UserError.js';
import type { Remotes } from './createRemotes.js';
import { joinSchema } from './joinSchema.js';
import { readLocalSource } from './localSource.js';
import type { SchemaParts } from './SchemaParts.js';

/** A schema that is another one now and then. */
export interface ChangingSchema {
  readonly current: GraphQLSchema;
  /** Calls the listener with every later schema, until the returned function is called. */
  onChange(listener: (schema: GraphQLSchema) => void): () => void;
}

/** The schema of a gateway, made anew when one of its parts changes. */
export interface JoinedSchema extends ChangingSchema {
  /** Why the newest parts are not in force; undefined where they are. */
  readonly fault: string | undefined;
  /** Has it follow its parts as they are now; changes that come meanwhile are taken with it. Never rejects. */
  follow(): Promise<void>;
  /** Follows nothing any more; ends when nothing is being made. */
  stop(): Promise<void>;
}

interface JoinedSchemaOptions {
  /** The server's own schema. */
  readonly local: ChangingSchema;
  readonly localName: string | false;
  /** As they are now; another object once they have changed. */
  readonly parts: () => SchemaParts;
  readonly compose: (subgraphs: readonly SubgraphSource[]) => Promise<Composition>;
  /** Throws a `UserError` for a composition that is not to be in force. */
  readonly check: (composition: Composition) => void;
  readonly remotes: Remotes;
  readonly log: {
    error(facts: object, message: string): void;
    info(facts: object, message: string): void;
  };
}

const sentenceOf = (error: unknown): string =>
  error instanceof UserError ? error.message : 'The supergraph could not be made; the log says why.';

/** What a schema was made of. */
interface Ingredients {
  readonly schema: GraphQLSchema;
  readonly parts: SchemaParts;
}

/** The supergraph of all parts. */
async function supergraphOf(sdl: string, parts: SchemaParts, options: JoinedSchemaOptions): Promise<string> {
  if (parts.kind === 'supergraph') return parts.sdl;
  const { localName, compose, check } = options;
  const own = localName === false ? [] : [{ name: localName, url: '', sdl }];
  const composition = await compose([...own, ...parts.subgraphs]);
  check(composition);
  return composition.sdl;
}

async function make({ schema, parts }: Ingredients, options: JoinedSchemaOptions): Promise<GraphQLSchema> {
  const { localName, remotes } = options;
  const { sdl, hidden } = await readLocalSource(schema);
  return joinSchema(await supergraphOf(sdl, parts, options), { schema, hidden, localName, remotes });
}

/**
 * The schema at the start: of all parts; where they do not fit together, of the server's own alone, which is said in the log and in
 * `fault`. Throws a `UserError` where that is not to be had either, and for a ready supergraph that is none.
 */
async function makeFirst(
  { schema, parts }: Ingredients,
  options: JoinedSchemaOptions,
): Promise<{ current: GraphQLSchema; fault: string | undefined }> {
  try {
    return { current: await make({ schema, parts }, options), fault: undefined };
  } catch (error) {
    if (parts.kind === 'supergraph' || options.localName === false || parts.subgraphs.length === 0) throw error;
    options.log.error({ err: error }, 'The subgraphs could not be joined; this server begins with its own alone.');
    return { current: await make({ schema, parts: { ...parts, subgraphs: [] } }, options), fault: sentenceOf(error) };
  }
}

/** Makes the schema of a gateway of its parts. Throws where there is none to begin with, see `makeFirst`. */
export async function createJoinedSchema(options: JoinedSchemaOptions): Promise<JoinedSchema> {
  const { local, log, remotes, parts } = options;
  const listeners = new Set<(schema: GraphQLSchema) => void>();
  const newest = (): Ingredients => ({ schema: local.current, parts: parts() });
  let looked = newest();
  let { current, fault } = await makeFirst(looked, options);
  let running: Promise<void> | undefined;
  let isStopped = false;

  const put = (schema: GraphQLSchema): void => {
    current = schema;
    for (const listener of listeners) listener(schema);
    const { joined } = schema.extensions;
    if (joined !== undefined) remotes.keep(joined.remotes);
  };
  const makeAnew = async (): Promise<void> => {
    const began = performance.now();
    try {
      put(await make(looked, options));
      fault = undefined;
      const milliseconds = Math.round(performance.now() - began);
      const subgraphs = remotes.all.map(({ name }) => name);
      log.info({ milliseconds, subgraphs }, 'The joined schema follows its parts.');
    } catch (error) {
      const sentence = sentenceOf(error);
      // Another change may leave the same fault.
      if (fault !== sentence)
        log.error({ err: error }, 'The changed subgraphs cannot be joined; the schema in force stays.');
      fault = sentence;
    }
  };
  const makeUntilCurrent = async (): Promise<void> => {
    for (;;) {
      const { schema, parts: now } = newest();
      if (isStopped || (schema === looked.schema && now === looked.parts)) return;
      looked = { schema, parts: now };
      await makeAnew();
    }
  };
  return {
    get current() {
      return current;
    },
    get fault() {
      return fault;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    follow() {
      running ??= makeUntilCurrent().finally(() => {
        running = undefined;
      });
      return running;
    },
    async stop() {
      isStopped = true;
      await running;
    },
  };
}
