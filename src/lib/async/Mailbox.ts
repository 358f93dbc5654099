/** Values that are given in and taken out one by one, each once; whoever takes waits for the next. */
export class Mailbox<T> implements AsyncIterableIterator<T> {
  private readonly values: T[] = [];
  private readonly waiting: ((result: IteratorResult<T>) => void)[] = [];
  private hasEnded = false;

  /** @param onReturn called once where whoever takes wants no more */
  constructor(private readonly onReturn: () => void = () => {}) {}

  /** How many wait to be taken. */
  get size(): number {
    return this.values.length;
  }

  /** Gives a value in; nothing once it has ended. */
  push(value: T): void {
    if (this.hasEnded) return;
    const next = this.waiting.shift();
    if (next === undefined) this.values.push(value);
    else next({ done: false, value });
  }

  /** Takes no more values; those that are in it can still be taken. */
  end(): void {
    this.hasEnded = true;
    for (const next of this.waiting.splice(0)) next({ done: true, value: undefined });
  }

  next(): Promise<IteratorResult<T>> {
    if (this.values.length > 0) return Promise.resolve({ done: false, value: this.values.shift() as T });
    if (this.hasEnded) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  return(): Promise<IteratorResult<T>> {
    this.values.length = 0;
    this.end();
    this.onReturn();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
