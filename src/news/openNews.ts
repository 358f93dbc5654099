import type { Sql } from '../db/client.js';
import { createDoor } from '../db/door.js';
import { News } from './News.js';

interface Log {
  warn(facts: object, message: string): void;
}

/** Opens the news of a database; each look is a door of its own. It looks every so many seconds too, until it is stopped. */
export const openNews = (client: Sql, pollSeconds: number, log: Log): News =>
  new News({
    openDoor: () => createDoor(client),
    pollSeconds,
    onError: (error) => log.warn({ err: error }, 'What happened could not be read; subscribers hear of it later.'),
  });
