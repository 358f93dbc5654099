import type { GatewayConfig } from '../config.js';
import type { RemoteClasses } from '../config/access/remoteClassKeys.js';
import { requireSecrets } from '../config/gateway/requireSecrets.js';
import { within } from '../lib/async/within.js';
import { composeInWorker } from '../composition/composeInWorker.js';
import { refuseLosses } from '../composition/refuseLosses.js';
import { createJoinedSchema } from './createJoinedSchema.js';
import type { JoinedHealth, SubgraphHealth } from './JoinedHealth.js';
import type { LiveSchema } from './LiveSchema.js';
import type { OnCall } from '../remote/createRemote.js';
import type { Remote } from '../remote/Remote.js';
import { createRemotes } from './createRemotes.js';
import { watchParts } from './watchParts.js';

interface Log {
  error(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  info(facts: object, message: string): void;
  debug(facts: object, message: string): void;
}

/** The subgraphs of others, joined with the server's own as long as it runs. */
export interface Joining {
  /** What clients see, with what executes it in its extensions. */
  readonly schema: LiveSchema;
  readonly health: () => JoinedHealth;
  stop(): Promise<void>;
}

/** The states of all subgraphs that are called, and of those that the config names and nothing is known of. */
function statesOf({ subgraphs }: GatewayConfig, remotes: readonly Remote[]): SubgraphHealth[] {
  const called = new Set(remotes.map(({ name }) => name));
  const unknown = subgraphs.filter(({ name }) => !called.has(name));
  return [
    ...remotes.map(({ name, state, since, counts }) => ({ name, state, since, counts: { ...counts } })),
    ...unknown.map(({ name }) => ({ name, state: 'unknown' as const, since: undefined, counts: undefined })),
  ];
}

/**
 * Joins the subgraphs that the config names with the server's own, and follows all of them. A subgraph whose schema cannot be read is left
 * out until it can. Throws a `UserError` where there is nothing to begin with: a ready supergraph that cannot be read, a secret or a key that is
 * missing, or subgraphs that do not fit together where the server has none of its own.
 * @param classes how closely fields of others point at a person, as the config says
 * @param onCall told of each call of a subgraph that has ended
 */
export async function startJoining(
  config: GatewayConfig,
  local: LiveSchema,
  log: Log,
  { classes = {}, onCall }: { readonly classes?: RemoteClasses; readonly onCall?: OnCall | undefined } = {},
): Promise<Joining> {
  requireSecrets(config);
  const remotes = createRemotes(config, log, onCall);
  let follow = (): void => {};
  const watch = await watchParts(config, { onChange: () => follow(), log });
  try {
    const schema = await createJoinedSchema({
      local,
      localName: config.local,
      parts: () => watch.current,
      compose: composeInWorker,
      check: ({ losses }) => {
        if (!config.allowLosses) refuseLosses(losses);
      },
      remotes,
      classes,
      log,
    });
    if (config.local !== false && schema.current.extensions.joined?.local === undefined)
      log.warn(
        { local: config.local },
        `The supergraph has no subgraph of the name "${config.local}", so this server's own is not asked; see gateway.local.`,
      );
    follow = () => void schema.follow();
    const stopFollowing = local.onChange(follow);
    // What changed while the first one was made.
    follow();
    return {
      schema,
      health: () => ({ subgraphs: statesOf(config, remotes.all), isBehind: schema.fault !== undefined }),
      async stop() {
        stopFollowing();
        watch.stop();
        // One that is being made ends by itself, and nobody waits for it.
        await within(schema.stop(), 2000).catch(() => {});
        remotes.end();
      },
    };
  } catch (error) {
    watch.stop();
    remotes.end();
    throw error;
  }
}
