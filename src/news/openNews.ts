import type { Viewer } from '../access/viewer.js';
import type { Door } from '../db/doorTypes.js';
import { News } from './News.js';

interface Log {
  warn(facts: object, message: string): void;
}

/**
 * Opens the news of a database. It looks every so many seconds too, until it is stopped.
 * @param openDoor opens a door of its own for a look, as a viewer sees the rows
 */
export const openNews = (openDoor: (viewer: Viewer) => Door, pollSeconds: number, log: Log): News =>
  new News({
    openDoor,
    pollSeconds,
    onError: (error) => log.warn({ err: error }, 'What happened could not be read; subscribers hear of it later.'),
  });
