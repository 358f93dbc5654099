import { UserError } from '../lib/errors/UserError.js';
import { reportCrashes } from './reportFailure.js';

/** The signals that ask a command to end, with its exit code: 128 and the number of the signal. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

type EndSignal = keyof typeof exitCodes;

/** The end of a command by a signal. */
export interface Interruption {
  /** Aborted by the first Ctrl-C (SIGINT) or SIGTERM, with a `UserError` of exit code 130 or 143. */
  readonly signal: AbortSignal;
  /** Which of them came first; undefined before one came. */
  readonly first: () => EndSignal | undefined;
  /** Gives both, and uncaught failures, back to Node, which ends the process. */
  readonly dispose: () => void;
}

/** Milliseconds in which a second signal is the same: npm passes a terminal's Ctrl-C on to us who have had it already. */
const sameSignal = 500;

/**
 * From now on the first Ctrl-C or SIGTERM aborts a signal, and a later one ends the process at once; so does a failure
 * that nobody caught, in a sentence.
 */
export function onInterrupt(): Interruption {
  const aborter = new AbortController();
  const signals = Object.keys(exitCodes) as EndSignal[];
  let first: { readonly name: EndSignal; readonly at: number } | undefined;
  const stop = (name: EndSignal): void => {
    if (first === undefined) {
      first = { name, at: performance.now() };
      const sentence = 'Interrupted; what was not finished was rolled back.';
      aborter.abort(new UserError(sentence, 'INTERRUPTED', exitCodes[name]));
    } else if (performance.now() - first.at > sameSignal) {
      process.stderr.write('facet: Ended by a second signal.\n');
      process.exit(exitCodes[name]);
    }
  };
  for (const name of signals) process.on(name, stop);
  const stopReporting = reportCrashes(aborter.signal);
  return {
    signal: aborter.signal,
    first: () => first?.name,
    dispose: () => {
      for (const name of signals) process.removeListener(name, stop);
      stopReporting();
    },
  };
}
