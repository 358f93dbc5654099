/** Who asks. */
export interface Viewer {
  /** The name of the key; `anonymous` where none is asked for. */
  readonly name: string;
  readonly kind: 'anonymous' | 'client';
  /** Whether it may change something, and not only read. */
  readonly mayWrite?: boolean;
}

/** The viewer of a server that asks for no key, which only this machine reaches. */
export const anonymous: Viewer = { name: 'anonymous', kind: 'anonymous', mayWrite: true };
