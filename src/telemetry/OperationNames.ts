/** Characters of the longest name that is told apart. */
const longest = 64;

const form = new RegExp(`^[_A-Za-z][_0-9A-Za-z]{0,${longest - 1}}$`);

/** What stands for an operation in metrics: its name, or one of these words. */
export const nameless = {
  /** It has no name. */
  unnamed: 'unnamed',
  /** Its name is not among those that are told apart. */
  other: 'other',
  /** The request never came to an operation. */
  none: 'none',
} as const;

/**
 * The names of operations that metrics tell apart: of those that clients write the first ones, and as many of published documents, which
 * no client can drive out.
 */
export class OperationNames {
  private readonly written = new Set<string>();
  private readonly published = new Set<string>();

  /** @param most names of each kind */
  constructor(private readonly most: number) {}

  /** What an operation is called in metrics. */
  labelOf(name: string | undefined, isPublished: boolean): string {
    if (name === undefined) return nameless.unnamed;
    if (this.published.has(name) || this.written.has(name)) return name;
    const known = isPublished ? this.published : this.written;
    if (known.size >= this.most || !form.test(name)) return nameless.other;
    known.add(name);
    return name;
  }
}
