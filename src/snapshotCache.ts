import { LRUCache } from 'lru-cache';
import { noteLook } from './telemetry/cacheTally.js';

/** What is held of a customer's snapshot: its text, or null where the customer has none; undefined where nothing is held. */
type Held = string | null | undefined;

/** Which snapshots: those of one day as one load wrote them, in one form, as viewers of one visibility see them. */
export interface SnapshotsKey {
  readonly visibility: string;
  readonly day: string;
  /** Another one as soon as anything of the day is written anew, or taken away. */
  readonly loadId: string;
  /** Names what is written of each, and what it means. */
  readonly form: string;
}

/** What a statement under way finds, by customer; nothing of those of whom it does not say, or where it fails. */
type Reading = Promise<ReadonlyMap<string, Held>>;

/** Bytes that an entry takes beside its texts. */
const entryCost = 200;

/** Forms of which it is known how often pages are held, and keys that are known to be outdated. */
const mostNames = 1000;

/** How much of the pages before has to be held for the next one to be looked for: the newest counts for a fourth. */
const [likely, weightOfNewest] = [0.8, 0.25];

/** What all snapshots that a server holds have together. */
class Store {
  readonly texts: LRUCache<string, string>;
  readonly shares = new LRUCache<string, number>({ max: mostNames });
  readonly outdated = new LRUCache<string, true>({ max: mostNames });
  readonly reading = new Map<string, Reading>();

  constructor(maxSize: number) {
    this.texts = new LRUCache({ maxSize, sizeCalculation: (text, key) => entryCost + 2 * (text.length + key.length) });
  }
}

/** Snapshots in memory, up to so many bytes: what was used longest ago goes first. */
export class SnapshotCache {
  private readonly store: Store;

  constructor(mostBytes: number) {
    this.store = new Store(mostBytes);
  }

  /** Bytes that it takes, as it counts them. */
  get size(): number {
    return this.store.texts.calculatedSize;
  }

  /** Those of a key; undefined where its load is known not to be that of its day any more. */
  of({ visibility, day, loadId, form }: SnapshotsKey): HeldSnapshots | undefined {
    // No part but the customer's key, which comes last, has a line feed.
    const prefix = `${visibility}\n${form}\n${day}\n${loadId}\n`;
    return this.store.outdated.has(prefix) ? undefined : new HeldSnapshots(this.store, prefix, form);
  }
}

/** What is held of the snapshots of a key, by customer. */
export class HeldSnapshots {
  constructor(
    private readonly store: Store,
    private readonly prefix: string,
    private readonly form: string,
  ) {}

  private keyOf(customerId: string): string {
    return this.prefix + customerId;
  }

  private has(customerId: string): boolean {
    const key = this.keyOf(customerId);
    return this.store.texts.has(key) || this.store.reading.has(key);
  }

  /** Whether the snapshots of all these customers are held, or just being read. */
  hasAll(customerIds: readonly string[]): boolean {
    return customerIds.every((id) => this.has(id));
  }

  /** Notes that the day is no longer as the load wrote it: nothing that is held of it is looked for again. */
  outdate(): void {
    this.store.outdated.set(this.prefix, true);
  }

  /** Whether the next page of customers is likely to be held, as those before were. */
  get isPageLikely(): boolean {
    return (this.store.shares.get(this.form) ?? 0) > likely;
  }

  /** Notes how many of a page's customers are held. */
  notePage(customerIds: readonly string[]): void {
    if (customerIds.length === 0) return;
    const share = customerIds.filter((id) => this.has(id)).length / customerIds.length;
    const before = this.store.shares.get(this.form) ?? 0;
    this.store.shares.set(this.form, before + (share - before) * weightOfNewest);
  }

  /** What is held of a customer's snapshot, or will be when it is read. */
  get(customerId: string): Held | Promise<Held> {
    const key = this.keyOf(customerId);
    const text = this.store.texts.get(key);
    noteLook('snapshots', text);
    // No JSON is empty: that stands for none.
    if (text !== undefined) return text === '' ? null : text;
    return this.store.reading.get(key)?.then((found) => found.get(customerId));
  }

  /**
   * Has others who ask for the snapshots of these customers wait for a reading that is under way, holds what it finds, and
   * gives that; nothing where it fails.
   * @param textsOf what it has found, by customer
   */
  share<R>(
    customerIds: readonly string[],
    reading: Promise<R>,
    textsOf: (found: R) => ReadonlyMap<string, Held>,
  ): Reading {
    const keys = customerIds.map((id) => this.keyOf(id)).filter((key) => !this.store.reading.has(key));
    const end = (texts: ReadonlyMap<string, Held>): ReadonlyMap<string, Held> => {
      for (const key of keys) this.store.reading.delete(key);
      this.setAll(texts);
      return texts;
    };
    const told: Reading = reading.then(
      (found) => end(textsOf(found)),
      () => end(new Map()),
    );
    for (const key of keys) this.store.reading.set(key, told);
    return told;
  }

  /** Holds what is known of some customers. */
  setAll(texts: ReadonlyMap<string, Held>): void {
    for (const [id, text] of texts) if (text !== undefined) this.store.texts.set(this.keyOf(id), text ?? '');
  }
}
