import { testRandomActivity } from '../enrichment/run/randomActivity.js';
import { testRandomChanges } from '../enrichment/run/randomChanges.js';

// `npm test` takes the first seed of each.
testRandomActivity([2, 3, 4]);
testRandomChanges([2, 3, 4, 5]);
