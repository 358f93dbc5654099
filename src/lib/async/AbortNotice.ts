/**
 * What work asks of whoever may end it: the part of an `AbortSignal` that our own code reads, so that each of them is one. Listeners are told
 * once.
 */
export interface AbortNotice extends Pick<AbortSignal, 'aborted' | 'reason' | 'throwIfAborted'> {
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
