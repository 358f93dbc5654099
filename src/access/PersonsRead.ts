import type { PiiClass } from '../words/piiClasses.js';

/** Whose data one answer is made of, and of which classes beyond those that its document names; for the audit log. */
export class PersonsRead {
  private readonly ids = new Set<string>();
  /** Classes that only arguments tell, such as the names of attributes. */
  readonly classes = new Set<PiiClass>();

  /** How many different customers were read. */
  get count(): number {
    return this.ids.size;
  }

  /** The ids of the first of them. */
  first(most: number): string[] {
    const ids: string[] = [];
    for (const id of this.ids) {
      if (ids.length === most) break;
      ids.push(id);
    }
    return ids;
  }

  /** Notes a customer by its id; `''` is nobody's. */
  add(id: string): void {
    if (id !== '') this.ids.add(id);
  }

  /** Notes whom a row of a statement belongs to, where it says so under the names that queries use for that. */
  addOwner(row: Readonly<Record<string, unknown>>): void {
    const id = row['_customer'] ?? row['customerId'];
    if (typeof id === 'string') this.add(id);
  }
}
