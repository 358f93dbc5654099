import type { GraphQLSchema } from 'graphql';
import type { Composition, SubgraphSource } from '../composition/Composition.js';
import type { RemoteClasses } from '../config/access/remoteClassKeys.js';
import { UserError } from '../lib/errors/UserError.js';
import type { Remotes } from './createRemotes.js';
import { joinSchema } from './joinSchema.js';
import type { LiveSchema } from './LiveSchema.js';
import { readLocalSource } from './localSource.js';
import type { SchemaParts } from './SchemaParts.js';

/** The schema of a gateway, made anew when one of its parts changes. */
export interface JoinedSchema extends LiveSchema {
  /** Why the newest parts are not in force; undefined where they are. */
  readonly fault: string | undefined;
  /** Has it follow its parts as they are now; changes that come meanwhile are taken with it. Never rejects. */
  follow(): Promise<void>;
  /** Follows nothing any more; ends when nothing is being made. */
  stop(): Promise<void>;
}

interface JoinedSchemaOptions {
  /** The server's own schema. */
  readonly local: LiveSchema;
  readonly localName: string | false;
  /** As they are now; another object once they have changed. */
  readonly parts: () => SchemaParts;
  readonly compose: (subgraphs: readonly SubgraphSource[]) => Promise<Composition>;
  /** Throws a `UserError` for a composition that is not to be in force. */
  readonly check: (composition: Composition) => void;
  readonly remotes: Remotes;
  /** How closely fields of others point at a person; left out: nobody has said so. */
  readonly classes?: RemoteClasses | undefined;
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

const ingredientsOf = ({ local, parts }: JoinedSchemaOptions): Ingredients => ({
  schema: local.current,
  parts: parts(),
});

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
  const { localName, remotes, classes = {} } = options;
  const { sdl, hidden } = await readLocalSource(schema);
  return joinSchema(await supergraphOf(sdl, parts, options), { schema, hidden, localName, remotes, classes });
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

/** Ends the remote subgraphs that the schema in force does not have; some may have been made for one that was not put in force. */
function keepRemotes({ extensions: { joined } }: GraphQLSchema, remotes: Remotes): void {
  if (joined !== undefined) remotes.keep(joined.remotes);
}

class FollowingSchema implements JoinedSchema {
  private readonly listeners = new Set<(schema: GraphQLSchema) => void>();
  private running: Promise<void> | undefined;
  private isStopped = false;

  /** @param looked what was looked at last, whether it could be joined or not */
  constructor(
    private readonly options: JoinedSchemaOptions,
    private looked: Ingredients,
    public current: GraphQLSchema,
    public fault: string | undefined,
  ) {}

  onChange(listener: (schema: GraphQLSchema) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  follow(): Promise<void> {
    this.running ??= this.makeUntilCurrent().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.running;
  }

  private async makeUntilCurrent(): Promise<void> {
    for (;;) {
      const newest = ingredientsOf(this.options);
      const { schema, parts } = this.looked;
      if (this.isStopped || (newest.schema === schema && newest.parts === parts)) return;
      this.looked = newest;
      await this.makeAnew(newest);
    }
  }

  private async makeAnew(newest: Ingredients): Promise<void> {
    const { log, remotes } = this.options;
    const began = performance.now();
    try {
      const schema = await make(newest, this.options);
      if (!this.isStopped) this.put(schema, performance.now() - began);
    } catch (error) {
      if (this.isStopped) return;
      keepRemotes(this.current, remotes);
      const sentence = sentenceOf(error);
      // Another change may leave the same fault.
      if (this.fault !== sentence)
        log.error({ err: error }, 'The changed subgraphs cannot be joined; the schema in force stays.');
      this.fault = sentence;
    }
  }

  private put(schema: GraphQLSchema, took: number): void {
    const { remotes, log } = this.options;
    this.current = schema;
    this.fault = undefined;
    for (const listener of this.listeners) listener(schema);
    keepRemotes(schema, remotes);
    const subgraphs = remotes.all.map(({ name }) => name);
    log.info({ milliseconds: Math.round(took), subgraphs }, 'The joined schema follows its parts.');
  }
}

/** Makes the schema of a gateway of its parts. Throws where there is none to begin with, see `makeFirst`. */
export async function createJoinedSchema(options: JoinedSchemaOptions): Promise<JoinedSchema> {
  const looked = ingredientsOf(options);
  const { current, fault } = await makeFirst(looked, options);
  keepRemotes(current, options.remotes);
  return new FollowingSchema(options, looked, current, fault);
}
