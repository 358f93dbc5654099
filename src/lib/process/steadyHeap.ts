import { setFlagsFromString } from 'node:v8';

/**
 * Has garbage collected whenever the heap has doubled, for commands that stream and for the server. By itself V8 lets it grow up to fourfold
 * where the machine is busy, so that the memory needed would depend on what else runs.
 */
export const steadyHeap = (): void => setFlagsFromString('--heap-growing-percent=100');
