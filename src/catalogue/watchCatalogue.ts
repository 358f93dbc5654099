import { setTimeout as delay } from 'node:timers/promises';
import type { Sql } from '../db/client.js';
import { listenTo } from '../db/listenTo.js';
import type { Catalogue } from './catalogue.js';
import { readCatalogue, readCatalogueVersion } from './readCatalogue.js';

/** The newest catalogue that has been read, as long as it is watched. */
export interface CatalogueWatch {
  readonly current: Catalogue;
  /** Whether notices come, which tell of changes at once. */
  readonly isListening: boolean;
  stop(): Promise<void>;
}

interface WatchOptions {
  /** Whether to LISTEN; off behind a pooler in transaction mode. */
  readonly listen: boolean;
  /** Further channels to listen to on the same connection, with whom to call. */
  readonly notices?: Readonly<Record<string, () => void>>;
  /** Seconds between looks at the version, which find what a lost notice did not tell. */
  readonly pollSeconds: number;
  /** Called with every later catalogue. */
  readonly onChange: (catalogue: Catalogue) => void;
  /** Told of failures to read; the catalogue in force stays, and the next look tries again. */
  readonly onError: (error: unknown) => void;
}

/** Notices come in bursts: a look waits for the next ones. */
const settleMilliseconds = 50;

/** Follows the catalogue of a database: by notices, and by looking at its version now and then. */
export async function watchCatalogue(client: Sql, options: WatchOptions): Promise<CatalogueWatch> {
  const { listen, notices = {}, pollSeconds, onChange, onError } = options;
  let current = await readCatalogue(client);
  let running: Promise<void> | undefined;
  let again = false;
  let isExpired = false;
  let expiry: NodeJS.Timeout | undefined;

  /** Looks again when the first retired name is answered no longer. */
  const scheduleExpiry = ({ retiredFor }: Catalogue): void => {
    clearTimeout(expiry);
    isExpired = false;
    if (retiredFor === undefined) return;
    const onExpiry = (): void => {
      isExpired = true;
      wake();
    };
    expiry = setTimeout(onExpiry, Math.ceil(retiredFor * 1000)).unref();
  };
  const reload = async (): Promise<void> => {
    do {
      await delay(settleMilliseconds);
      again = false;
      if (!isExpired && (await readCatalogueVersion(client)) === current.version) continue;
      current = await readCatalogue(client);
      scheduleExpiry(current);
      onChange(current);
    } while (again);
  };
  // Those that come during a look make one more.
  const wake = (): void => {
    again = true;
    running ??= reload()
      .catch(onError)
      .finally(() => {
        running = undefined;
      });
  };

  scheduleExpiry(current);
  const subscription = listen ? await listenTo(client, { ...notices, facet_catalogue: wake }) : undefined;
  const timer = setInterval(wake, pollSeconds * 1000);
  timer.unref();
  return {
    get current() {
      return current;
    },
    get isListening() {
      return subscription?.isListening ?? false;
    },
    async stop() {
      clearInterval(timer);
      await subscription?.stop();
      await running;
      clearTimeout(expiry);
    },
  };
}
