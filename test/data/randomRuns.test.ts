import { testRandomActivity } from '../enrichment/activity/randomActivity.js';
import { testRandomChanges } from '../enrichment/values/randomChanges.js';

// `npm test` takes the first seed of each.
testRandomActivity([2, 3, 4]);
testRandomChanges([2, 3, 4, 5]);
