import { readSource } from './readSource.js';
import type { SourcePlace } from './SourcePlace.js';

/** What is told of a place that is watched. */
export interface PlaceListener {
  /** A text that is not the one before. */
  readonly onText: (text: string) => void;
  /** It cannot be read, or for another reason than before; undefined once it can be read again. */
  readonly onFault: (message: string | undefined) => void;
}

/** A place that is looked at again and again. */
export interface PlaceWatch {
  /** Looks now; resolves when it has, whatever it found. */
  readonly look: () => Promise<void>;
  readonly stop: () => void;
}

/** Milliseconds: files are cheap to look at, and whoever changes one waits for it. */
const filePause = 1000;

/** Milliseconds until a place is tried again after its first failure; twice as many after each further one. */
const firstPause = 1000;

/**
 * Watches a place: the last good text stays, a fault is told once.
 * @param pause milliseconds between two looks at an address
 */
export function watchPlace(place: SourcePlace, pause: number, { onText, onFault }: PlaceListener): PlaceWatch {
  const stopped = new AbortController();
  let [text, version, fault]: (string | undefined)[] = [];
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;

  async function read(): Promise<void> {
    try {
      const reading = await readSource(place, version, stopped.signal);
      if (stopped.signal.aborted) return;
      failures = 0;
      if (fault !== undefined) onFault((fault = undefined));
      if (reading === 'unchanged') return;
      version = reading.version;
      if (reading.text !== text) onText((text = reading.text));
    } catch (error) {
      if (stopped.signal.aborted) return;
      failures += 1;
      const { message } = error as Error;
      if (message !== fault) onFault((fault = message));
    }
  }

  function plan(): void {
    if (stopped.signal.aborted) return;
    const usual = place.kind === 'file' ? Math.min(filePause, pause) : pause;
    const next = failures === 0 ? usual : Math.min(usual, firstPause * 2 ** (failures - 1));
    timer = setTimeout(() => void look(), next).unref();
  }

  function look(): Promise<void> {
    clearTimeout(timer);
    looking ??= read().finally(() => {
      looking = undefined;
      plan();
    });
    return looking;
  }

  return {
    look,
    stop: () => {
      clearTimeout(timer);
      stopped.abort();
    },
  };
}
