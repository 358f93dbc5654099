import { pino } from 'pino';
import { readConfig, type Config } from '../../../src/config.js';
import { serve } from '../../../src/serve.js';
import type { TestDatabase } from '../database.js';
import { createAsker, type Asker } from './asker.js';

interface HereOptions extends Partial<Config['database']> {
  /** Whether requests must show a key; default true. */
  readonly keys?: boolean;
}

/** A server in this process on a test database; `statementTimeout` is 0.5 s unless told. */
export async function serveHere(
  { target }: TestDatabase,
  { keys = true, ...database }: HereOptions = {},
): Promise<Asker & { readonly url: string; stop(): Promise<void> }> {
  const config = readConfig({});
  const serving = await serve(
    {
      ...config,
      // Only whether there is one counts: then every request must show a key.
      databaseUrl: keys ? 'postgresql://somewhere' : undefined,
      port: 0,
      database: { ...config.database, listen: database.prepare !== false, statementTimeout: 0.5, ...database },
    },
    target,
    pino({ level: 'silent' }),
  );
  const asker = createAsker(serving.url);
  return {
    ...asker,
    url: serving.url,
    async stop() {
      asker.close();
      await serving.stop();
    },
  };
}
