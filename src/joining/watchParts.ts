import { setTimeout as delay } from 'node:timers/promises';
import { watchSources, type SourceTexts } from '../composition/watchSources.js';
import type { GatewayConfig } from '../config.js';
import { UserError } from '../lib/errors/UserError.js';
import type { SchemaParts } from './SchemaParts.js';

interface PartsOptions {
  /** Called when `current` is another one. */
  readonly onChange: () => void;
  readonly log: {
    warn(facts: object, message: string): void;
    info(facts: object, message: string): void;
  };
}

/** The parts of a joined schema that come from elsewhere, as they are now. */
export interface PartsWatch {
  readonly current: SchemaParts;
  stop(): void;
}

/** Milliseconds that a start waits for schemas of others; what comes later is taken when it comes. */
const patience = 3000;

function partsOf({ subgraphs, supergraph }: SourceTexts): SchemaParts {
  return supergraph === undefined ? { kind: 'subgraphs', subgraphs } : { kind: 'supergraph', sdl: supergraph };
}

/**
 * Watches where the schemas of others come from, once each was looked for or has taken too long. Throws a `UserError` where a ready supergraph cannot be
 * read: there is nothing to begin with.
 */
export async function watchParts(config: GatewayConfig, { onChange, log }: PartsOptions): Promise<PartsWatch> {
  let current: SchemaParts | undefined;
  const take = (texts: SourceTexts): void => {
    // Of a ready supergraph the last good text stays.
    if (config.supergraph !== undefined && texts.supergraph === undefined) return;
    current = partsOf(texts);
    onChange();
  };
  const watch = watchSources(config, {
    onChange: take,
    onFault: ({ source, message }) => log.warn({ source }, message),
    onMended: (source) => log.info({ source }, `The schema of "${source}" can be read again.`),
  });
  if (config.supergraph !== undefined) await watch.first;
  else await Promise.race([watch.first, delay(patience, undefined, { ref: false })]);
  if (current === undefined && config.supergraph === undefined) current = partsOf(watch.texts());
  if (current === undefined) {
    watch.stop();
    const reasons = watch.faults().map(({ message }) => message);
    throw new UserError(`The supergraph of the gateway is missing. ${reasons.join(' ')}`, 'SUPERGRAPH_INVALID');
  }
  return {
    get current() {
      return current as SchemaParts;
    },
    stop: () => watch.stop(),
  };
}
