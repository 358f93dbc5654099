/** Who asks. */
export interface Viewer {
  /** The name of the key; `anonymous` where none is asked for. */
  readonly name: string;
  readonly kind: 'anonymous' | 'client';
}

/** The viewer of a server that asks for no key. */
export const anonymous: Viewer = { name: 'anonymous', kind: 'anonymous' };
