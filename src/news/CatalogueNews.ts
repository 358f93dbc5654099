import type { Catalogue } from '../catalogue/catalogue.js';
import { Topic } from '../lib/async/Topic.js';

/** A change of the catalogue. */
export interface CatalogueUpdate {
  readonly version: number;
  /** Names that answer now and did not before, in the order of the alphabet. */
  readonly added: readonly string[];
  /** Names that answer no more. */
  readonly removed: readonly string[];
}

const without = (names: Catalogue['names'], others: Catalogue['names']): string[] =>
  [...names]
    .filter(([key]) => !others.has(key))
    .map(([, { name }]) => name)
    .toSorted((one, other) => (one < other ? -1 : 1));

/** Tells of changes of the catalogue, which the server follows anyway: no statement is needed. */
export class CatalogueNews {
  private readonly topic = new Topic<CatalogueUpdate>();
  private current: Catalogue | undefined;

  /** Tells of a catalogue that is in force now. */
  change(next: Catalogue): void {
    const before = this.current;
    this.current = next;
    if (before === undefined || before.version === next.version || this.topic.size === 0) return;
    const { version, names } = next;
    this.topic.publish({ version, added: without(names, before.names), removed: without(before.names, names) });
  }

  listen(): AsyncIterableIterator<CatalogueUpdate> {
    return this.topic.listen();
  }
}
