/** Callbacks, first in, first out: there may be very many, and taking the first of a long list would copy the rest. */
export class CallbackQueue {
  private items: (() => void)[] = [];
  private next = 0;

  get size(): number {
    return this.items.length - this.next;
  }

  add(item: () => void): void {
    this.items.push(item);
  }

  take(): (() => void) | undefined {
    const item = this.items[this.next];
    this.next += 1;
    if (this.size > 0) return item;
    this.items = [];
    this.next = 0;
    return item;
  }
}
