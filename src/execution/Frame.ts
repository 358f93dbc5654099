import type { GraphQLResolveInfo } from 'graphql';

type Path = GraphQLResolveInfo['path'];

/** Where in an answer a value stands: under a name in an object, or at a place of a list. */
export type Key = string | number;

/**
 * An object or a list of an answer while it is made, and where it stands. Values are put into it as they come, so that nothing has to
 * wait for it as a whole.
 */
export class Frame {
  /** Whether an error has taken it out of the answer: what comes for it later is nobody's. */
  private isGone = false;
  /** How many values in it, at any depth, are waited for. */
  private open = 0;
  /** Whether one of its fields waits, as far as its request's budget has counted. */
  waits = false;

  /**
   * @param parent undefined for the answer itself
   * @param key its place in the parent
   * @param isNonNull whether the place must hold something
   * @param typeName the type of an object; undefined for a list
   * @param size the fields of an object; 0 for a list
   */
  constructor(
    readonly content: Record<Key, unknown> | unknown[],
    readonly parent: Frame | undefined,
    readonly key: Key,
    readonly isNonNull: boolean,
    readonly typeName: string | undefined,
    readonly size: number,
  ) {}

  /** Whether nothing in it is waited for. */
  get isComplete(): boolean {
    return this.open === 0;
  }

  /** Whether it, or anything around it, was taken out of the answer. */
  get isOut(): boolean {
    return this.isGone || (this.parent?.isOut ?? false);
  }

  put(key: Key, value: unknown): void {
    (this.content as Record<Key, unknown>)[key] = value;
  }

  /** Has it, and all around it, wait for so many values more. */
  await(count: number): void {
    this.open += count;
    this.parent?.await(count);
  }

  /** Takes it out of the answer, where what failed is told further up: nothing waits for it any more. */
  leave(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.parent?.await(-this.open);
  }

  /** Takes it out of the answer with all around it that must not be null. True where the answer itself goes. */
  replaceByNull(): boolean {
    this.leave();
    if (this.parent === undefined) return true;
    if (this.isNonNull) return this.parent.replaceByNull();
    this.parent.put(this.key, null);
    return false;
  }
}

/** The way from the answer to a place in a frame, as errors tell it. */
export function pathTo(frame: Frame, key: Key): Key[] {
  const path = [key];
  for (let one = frame; one.parent !== undefined; one = one.parent) path.push(one.key);
  return path.toReversed();
}

/** The way from the answer to a place in a frame, as resolvers may read it. */
export function linkedPath(frame: Frame, key: Key): Path {
  const prev = frame.parent === undefined ? undefined : linkedPath(frame.parent, frame.key);
  return { prev, key, typename: frame.typeName };
}
