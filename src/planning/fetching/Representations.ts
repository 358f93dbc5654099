import type { JoinedData } from './JoinedRun.js';

/** What tells a value from others, as text. */
function identityOf(value: unknown): string {
  if (typeof value === 'string') return `${String(value.length)}:${value}`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(identityOf).join()}]`;
  let text = '{';
  for (const [name, one] of Object.entries(value)) text += `${name}=${identityOf(one)},`;
  return `${text}}`;
}

/** The representations that one variable of a fetch sends, each once. */
export class Representations {
  readonly list: JoinedData[] = [];
  private readonly indexes = new Map<string, number>();

  /** The place of a representation in the list, which it is put into where it is new. */
  add(representation: JoinedData): number {
    // Of one type all have the same fields in the same order, so that the values alone tell them apart.
    let identity = '';
    for (const name in representation) identity += `${identityOf(representation[name])},`;
    let index = this.indexes.get(identity);
    if (index === undefined) {
      index = this.list.length;
      this.indexes.set(identity, index);
      this.list.push(representation);
    }
    return index;
  }
}
