import type { NamesByType } from '../../contract/rules/sourceFaults.js';

const keys = (...names: readonly string[]): Readonly<Record<string, true>> =>
  Object.fromEntries(names.map((name) => [name, true]));

/** The keys of what is told to subscribers. */
export const newsRows: NamesByType = {
  LoadedData: keys('loadId', 'kind', 'finishedAt', 'newestCompleteDay'),
  CatalogueUpdate: keys('version', 'added', 'removed'),
  SegmentUpdate: keys('segmentId', 'parts', 'name', 'status', 'version', 'day', 'size', 'entered', 'left'),
};
