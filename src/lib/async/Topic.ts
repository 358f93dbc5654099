import { Mailbox } from './Mailbox.js';

/** Something that is told to all who listen at that moment. */
export class Topic<T> {
  private readonly mailboxes = new Set<Mailbox<T>>();

  /** How many listen. */
  get size(): number {
    return this.mailboxes.size;
  }

  publish(value: T): void {
    for (const mailbox of this.mailboxes) mailbox.push(value);
  }

  /** Everything that is published from now on, until it is returned. What is not taken at once is kept: who listens has to take it. */
  listen(): AsyncIterableIterator<T> {
    const mailbox: Mailbox<T> = new Mailbox(() => this.mailboxes.delete(mailbox));
    this.mailboxes.add(mailbox);
    return mailbox;
  }
}
