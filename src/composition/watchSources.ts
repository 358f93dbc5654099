import type { GatewayConfig, SubgraphConfig } from '../config/gateway/GatewayConfig.js';
import type { SubgraphSource } from './Composition.js';
import type { SourcePlace } from './sources/SourcePlace.js';
import { watchPlace } from './sources/watchPlace.js';

/** What is known of others' subgraphs, or of the ready supergraph. */
export interface SourceTexts {
  /** Those whose SDL is known, in the order of the config. */
  readonly subgraphs: readonly SubgraphSource[];
  /** The names of those whose SDL could not be read yet. */
  readonly missing: readonly string[];
  /** Undefined until it could be read, and where the config names none. */
  readonly supergraph: string | undefined;
}

/** What is wrong with a source now; its last good text stands. */
export interface SourceFault {
  /** The name of the subgraph; `supergraph` for a ready one. */
  readonly source: string;
  readonly message: string;
}

/** What is told of sources. */
export interface SourceListener {
  /** Once when each source was looked at, and then whenever a text has changed. */
  readonly onChange: (texts: SourceTexts) => void;
  /** Once for a fault, and again when it is another one. */
  readonly onFault: (fault: SourceFault) => void;
  /** A source that had a fault has none any more. */
  readonly onMended: (source: string) => void;
}

/** Sources that are watched. */
export interface SourceWatch {
  /** Resolved when each source was looked at for the first time. */
  readonly first: Promise<void>;
  readonly texts: () => SourceTexts;
  readonly faults: () => readonly SourceFault[];
  /** Looks at all of them now. */
  readonly look: () => Promise<void>;
  /** Ends it: nothing is told any more. */
  readonly stop: () => void;
}

type Watched = Pick<GatewayConfig, 'subgraphs' | 'supergraph' | 'pollSeconds'>;

function placeOf({ sdl, url, headers, tls }: SubgraphConfig): SourcePlace {
  return sdl.kind === 'service' ? { kind: 'service', url, headers: headers.set, tls } : sdl;
}

/** Milliseconds: texts that change together are told together. */
const gathering = 50;

const ready = 'supergraph';

/**
 * Watches the SDL of others' subgraphs, or a ready supergraph: files every second, addresses every `pollSeconds`, one that failed
 * sooner. Nothing of it keeps the process running.
 */
export function watchSources(config: Watched, { onChange, onFault, onMended }: SourceListener): SourceWatch {
  const { subgraphs, supergraph, pollSeconds } = config;
  const texts = new Map<string, string>();
  const faults = new Map<string, string>();
  let hasLooked = false;
  let hasStopped = false;
  let timer: NodeJS.Timeout | undefined;

  const known = (): SourceTexts => ({
    subgraphs: subgraphs.flatMap(({ name, url }) => {
      const sdl = texts.get(name);
      return sdl === undefined ? [] : [{ name, url, sdl }];
    }),
    missing: subgraphs.map(({ name }) => name).filter((name) => !texts.has(name)),
    supergraph: supergraph && texts.get(ready),
  });
  const tell = (): void => {
    if (hasStopped || !hasLooked) return;
    clearTimeout(timer);
    timer = setTimeout(() => onChange(known()), gathering).unref();
  };
  const watch = (source: string, place: SourcePlace) =>
    watchPlace(place, pollSeconds * 1000, {
      onText: (text) => {
        texts.set(source, text);
        tell();
      },
      onFault: (message) => {
        if (message === undefined) {
          faults.delete(source);
          onMended(source);
        } else {
          faults.set(source, message);
          onFault({ source, message });
        }
      },
    });
  const watches =
    supergraph === undefined ? subgraphs.map((one) => watch(one.name, placeOf(one))) : [watch(ready, supergraph)];
  const look = async (): Promise<void> => void (await Promise.all(watches.map((one) => one.look())));
  const first = look().then(() => {
    hasLooked = true;
    if (!hasStopped) onChange(known());
  });
  return {
    first,
    look,
    texts: known,
    faults: () => [...faults].map(([source, message]) => ({ source, message })),
    stop: () => {
      hasStopped = true;
      clearTimeout(timer);
      watches.forEach((one) => one.stop());
    },
  };
}
